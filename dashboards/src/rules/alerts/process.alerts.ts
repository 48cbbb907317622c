import { LIMITS } from '../../config.js';
import { EACH_RELEASE, OF_FLEETLAB } from '../../queries/promql.js';
import { watched } from '../../queries/watched.js';
import { alert, OF_RELEASE } from '../alert.js';
import { RECORDED } from '../recording.js';
import type { AlertingRule, RuleGroup } from '../rule.js';

const { loopLag, processRestarts } = watched(EACH_RELEASE);
const EACH = 'component, pod';
/** There a loop that is held is no fault: it is the model. */
const NOT_BLOCKING = 'component!="blocking"';

/** What clients will see soon. */
export const processAlerts: RuleGroup<AlertingRule> = {
  name: 'fleetlab.processes',
  rules: [
    alert({
      name: 'FleetlabCpuThrottled',
      when: `${RECORDED.throttledShare} > ${LIMITS.throttledShare}`,
      for: '15m',
      severity: 'warning',
      summary: `The CPU limit holds back {{ $labels.pod }} ${OF_RELEASE}`,
      description: 'It ran into its limit in {{ $value | humanizePercentage }} of the periods.',
    }),
    alert({
      name: 'FleetlabEventLoopLagging',
      when: `${loopLag(EACH, OF_FLEETLAB, NOT_BLOCKING)} > ${LIMITS.loopLagSeconds}`,
      for: '5m',
      severity: 'warning',
      summary: `Something holds the event loop of {{ $labels.pod }} ${OF_RELEASE}`,
      description: 'It comes round {{ $value | humanizeDuration }} late; until then all of its other requests wait.',
    }),
    alert({
      name: 'FleetlabProcessesRestarting',
      when: `${processRestarts(EACH, '15m')} > ${LIMITS.restarts}`,
      for: '1m',
      severity: 'warning',
      summary: `Processes of {{ $labels.pod }} ${OF_RELEASE} die again and again`,
      description: '{{ $value | humanize }} times within a quarter of an hour a process of it was started again.',
    }),
    alert({
      name: 'FleetlabTargetDown',
      when: `up{${OF_FLEETLAB}} == 0`,
      for: '5m',
      severity: 'critical',
      summary: `{{ $labels.pod }} ${OF_RELEASE} cannot be scraped`,
      description: 'Its admin port has not answered for five minutes. It answers even while all work is blocked.',
    }),
    alert({
      name: 'FleetlabNothingScraped',
      when: `absent(up{${OF_FLEETLAB}})`,
      for: '10m',
      severity: 'warning',
      summary: 'No pod of fleetlab is scraped',
      description: 'Prometheus knows no target of fleetlab, so that none of the other alerts can fire.',
    }),
  ],
};
