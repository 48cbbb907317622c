import { LIMITS } from '../../config.js';
import { alert, OF_RELEASE } from '../alert.js';
import { RECORDED } from '../recording.js';
import type { AlertingRule, RuleGroup } from '../rule.js';

/** What clients see. */
export const requestAlerts: RuleGroup<AlertingRule> = {
  name: 'fleetlab.requests',
  rules: [
    alert({
      name: 'FleetlabErrorsHigh',
      when: `${RECORDED.errorShare} > ${LIMITS.errorShare}`,
      for: '5m',
      severity: 'critical',
      summary: `{{ $labels.component }} ${OF_RELEASE} fails`,
      description:
        '{{ $value | humanizePercentage }} of its answers have had a status of 500 or more, those refused for want of room not counted.',
    }),
    alert({
      name: 'FleetlabLatencyHigh',
      when: `${RECORDED.responseP95} > ${LIMITS.responseP95Seconds}`,
      for: '10m',
      severity: 'warning',
      summary: `{{ $labels.model }} ${OF_RELEASE} is slow`,
      description:
        'One request in twenty takes longer than {{ $value | humanizeDuration }}, from its start to its answer.',
    }),
    alert({
      name: 'FleetlabOverloaded',
      when: `${RECORDED.rejected} > ${LIMITS.rejectedPerSecond}`,
      for: '5m',
      severity: 'critical',
      summary: `{{ $labels.model }} ${OF_RELEASE} refuses requests`,
      description: '{{ $value | humanize }} requests per second find no slot and no place to wait, and get 503.',
    }),
    alert({
      name: 'FleetlabWaitDominates',
      when: `${RECORDED.waitMean} > ${RECORDED.runMean} and ${RECORDED.waitMean} > ${LIMITS.waitSeconds}`,
      for: '10m',
      severity: 'warning',
      summary: `Requests to {{ $labels.model }} ${OF_RELEASE} wait longer than they are worked on`,
      description:
        'The mean wait for a slot is {{ $value | humanizeDuration }}: there are too few slots for this load.',
    }),
  ],
};
