import * as m from '../queries/metrics.js';

/** A sample every 30 s, in promtool's notation: `0+6x20` counts up by 6, 20 times more. */
export interface Series {
  readonly series: string;
  /** Something goes wrong from the start, and is mended after half an hour. */
  readonly values: string;
}

export interface AlertCase {
  readonly alert: string;
  readonly input: readonly Series[];
  /** Labels of what fires. */
  readonly labels: Readonly<Record<string, string>>;
  /** When it fires at the latest. */
  readonly firesAt: string;
}

export const STEP = '30s';
export const LASTS = 60;
const MENDED = 80;

const OF = { namespace: 'lab', release: 'demo' };
const POD = { component: 'threaded', pod: 'demo-threaded-1' };
const API = { component: 'queue', pod: 'demo-queue-1', queue: 'jobs' };

/** @param value while it is wrong, and after */
const gauge = (metric: string, labels: object, wrong: string, right: string): Series => ({
  series: metric + selector({ ...OF, ...labels }),
  values: `${wrong}x${LASTS} ${right}x${MENDED}`,
});

/** @param wrong how much it counts up each step while it is wrong, and after */
function counter(metric: string, labels: object, wrong: number, right: number): Series {
  const until = wrong * LASTS;
  return gauge(metric, labels, `0+${wrong}`, `${until}+${right}`);
}

function selector(labels: object): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;
}

const status = (code: string) => ({ ...POD, http_response_status_code: code });
const OVERLOADED = { ...status('503'), error_type: 'OVERLOADED' };
const run = { ...POD, model: 'threaded', workload: 'sleep' };
const requests = (metric: string, labels: object, perStep: number) => counter(metric, labels, perStep, perStep);

export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'FleetlabErrorsHigh',
    input: [
      counter(`${m.HTTP_REQUEST_DURATION}_count`, status('200'), 90, 100),
      counter(`${m.HTTP_REQUEST_DURATION}_count`, status('500'), 10, 0),
      // For want of room: that is FleetlabOverloaded.
      counter(`${m.HTTP_REQUEST_DURATION}_count`, { ...OVERLOADED, component: 'blocking' }, 90, 0),
      requests(`${m.HTTP_REQUEST_DURATION}_count`, { ...status('200'), component: 'blocking' }, 10),
    ],
    labels: { ...OF, component: 'threaded', severity: 'critical' },
    firesAt: '8m',
  },
  {
    alert: 'FleetlabLatencyHigh',
    input: [
      counter(`${m.RESPONSE_DURATION}_bucket`, { ...run, le: '4.7' }, 0, 100),
      requests(`${m.RESPONSE_DURATION}_bucket`, { ...run, le: '10' }, 100),
      requests(`${m.RESPONSE_DURATION}_bucket`, { ...run, le: '+Inf' }, 100),
    ],
    labels: { ...OF, model: 'threaded', severity: 'warning' },
    firesAt: '13m',
  },
  {
    alert: 'FleetlabOverloaded',
    input: [counter(m.RUN_REJECTED, { ...POD, model: 'threaded', reason: 'OVERLOADED' }, 30, 0)],
    labels: { ...OF, model: 'threaded', severity: 'critical' },
    firesAt: '8m',
  },
  {
    alert: 'FleetlabWaitDominates',
    input: [
      counter(`${m.RUN_WAIT}_sum`, run, 20, 1),
      requests(`${m.RUN_WAIT}_count`, run, 100),
      requests(`${m.RUN_DURATION}_sum`, { ...run, outcome: 'ok' }, 10),
      requests(`${m.RUN_DURATION}_count`, { ...run, outcome: 'ok' }, 100),
      // What fails has no wait: however long it took, it is not what the others waited for.
      requests(`${m.RUN_DURATION}_sum`, { ...run, outcome: 'failed' }, 500),
      requests(`${m.RUN_DURATION}_count`, { ...run, outcome: 'failed' }, 10),
    ],
    labels: { ...OF, model: 'threaded', severity: 'warning' },
    firesAt: '13m',
  },
  {
    alert: 'FleetlabCpuThrottled',
    input: [counter(m.CPU_THROTTLED_PERIODS, POD, 150, 0), requests(m.CPU_PERIODS, POD, 300)],
    labels: { ...OF, ...POD, severity: 'warning' },
    firesAt: '18m',
  },
  {
    alert: 'FleetlabEventLoopLagging',
    input: [
      gauge('nodejs_eventloop_lag_p99_seconds', { ...POD, worker: '0' }, '0.5', '0.02'),
      gauge(
        'nodejs_eventloop_lag_p99_seconds',
        { component: 'blocking', pod: 'demo-blocking-1', worker: '0' },
        '9',
        '9',
      ),
    ],
    labels: { ...OF, ...POD, severity: 'warning' },
    firesAt: '7m',
  },
  {
    alert: 'FleetlabProcessesRestarting',
    input: [gauge('process_start_time_seconds', { ...POD, worker: '1' }, '0+30', '1800')],
    labels: { ...OF, ...POD, severity: 'warning' },
    firesAt: '5m',
  },
  {
    alert: 'FleetlabTargetDown',
    input: [gauge('up', POD, '0', '1')],
    labels: { ...OF, ...POD, severity: 'critical' },
    firesAt: '6m',
  },
  {
    alert: 'FleetlabNothingScraped',
    input: [gauge('up', POD, '_', '1')],
    labels: { severity: 'warning' },
    firesAt: '12m',
  },
  {
    alert: 'FleetlabQueueBacklogGrowing',
    input: [gauge(m.OLDEST_JOB_AGE, API, '0+30', '0')],
    labels: { ...OF, queue: 'jobs', severity: 'warning' },
    firesAt: '15m',
  },
  {
    alert: 'FleetlabQueueStuck',
    input: [
      gauge(m.QUEUE_JOBS, { ...API, state: 'waiting' }, '7', '0'),
      counter(`${m.QUEUE_RUN}_count`, { component: 'queue-worker', pod: 'w', queue: 'jobs', workload: 'sleep' }, 0, 10),
    ],
    labels: { ...OF, queue: 'jobs', severity: 'critical' },
    firesAt: '12m',
  },
  {
    alert: 'FleetlabQueueUnreachable',
    input: [
      gauge(m.BUILD_INFO, { component: 'queue', pod: 'demo-queue-1', model: 'queue' }, '1', '1'),
      gauge(m.QUEUE_JOBS, { ...API, state: 'waiting' }, '_', '0'),
    ],
    labels: { ...OF, severity: 'critical' },
    firesAt: '4m',
  },
  {
    alert: 'FleetlabDeadLetters',
    input: [counter(m.QUEUE_DEAD_LETTERS, API, 1, 0)],
    labels: { ...OF, queue: 'jobs', severity: 'warning' },
    firesAt: '4m',
  },
  {
    alert: 'FleetlabRedeliveries',
    input: [counter(m.QUEUE_REDELIVERIES, API, 1, 0)],
    labels: { ...OF, queue: 'jobs', severity: 'warning' },
    firesAt: '6m',
  },
];
