import { LIMITS } from '../../config.js';
import * as m from '../../queries/metrics.js';
import { alert, OF_RELEASE } from '../alert.js';
import { RECORDED } from '../recording.js';
import type { AlertingRule, RuleGroup } from '../rule.js';

/** Every replica of the API says the same. */
const increased = (total: string) => `max by (namespace, release, queue) (increase(${total}[15m]))`;

export const queueAlerts: RuleGroup<AlertingRule> = {
  name: 'fleetlab.queue',
  rules: [
    alert({
      name: 'FleetlabQueueBacklogGrowing',
      when: `${RECORDED.oldestJobAge} > ${LIMITS.jobAgeSeconds} and deriv(${RECORDED.oldestJobAge}[10m]) > 0`,
      for: '10m',
      severity: 'warning',
      summary: `The queue {{ $labels.queue }} ${OF_RELEASE} falls behind`,
      description: 'The oldest job has waited for {{ $value | humanizeDuration }}, and the wait is growing.',
    }),
    alert({
      name: 'FleetlabQueueStuck',
      when: `${RECORDED.jobsWaiting} > 0 unless ${RECORDED.jobsDone} > 0`,
      for: '10m',
      severity: 'critical',
      summary: `The queue {{ $labels.queue }} ${OF_RELEASE} does not move`,
      description: '{{ $value | humanize }} jobs wait, and none was done in the last five minutes.',
    }),
    alert({
      name: 'FleetlabQueueUnreachable',
      when: `max by (namespace, release) (${m.BUILD_INFO}{component="queue"}) unless on (namespace, release) ${m.QUEUE_JOBS}`,
      for: '2m',
      severity: 'critical',
      summary: `The queue ${OF_RELEASE} cannot be reached`,
      description: 'The API is there and cannot say what its queue holds: it refuses jobs, and none are done.',
    }),
    alert({
      name: 'FleetlabDeadLetters',
      when: `${increased(m.QUEUE_DEAD_LETTERS)} > 0`,
      for: '1m',
      severity: 'warning',
      summary: `Jobs of the queue {{ $labels.queue }} ${OF_RELEASE} were given up`,
      description: '{{ $value | humanize }} jobs have used up their attempts within a quarter of an hour.',
    }),
    alert({
      name: 'FleetlabRedeliveries',
      when: `${increased(m.QUEUE_REDELIVERIES)} > ${LIMITS.redeliveries}`,
      for: '1m',
      severity: 'warning',
      summary: `Workers of the queue {{ $labels.queue }} ${OF_RELEASE} are lost in the middle of jobs`,
      description:
        '{{ $value | humanize }} runs were started again within a quarter of an hour because their worker was lost.',
    }),
  ],
};
