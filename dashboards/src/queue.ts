import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { LIMITS, UNITS } from './config.js';
import { dashboard } from './panels/dashboard.js';
import { heatMap } from './panels/heat-map.js';
import { forHeatMap, overTime, withTraces } from './panels/query.js';
import { timeseries, timeseriesWithLimit } from './panels/timeseries.js';
import * as variables from './panels/variables.js';
import * as jobs from './queries/jobs.js';
import * as metrics from './queries/metrics.js';

/** The queue as a whole: what waits in it, how fast it empties, and what went wrong. */
export function queue(): Dashboard {
  return dashboard('queue', {
    title: 'Queue',
    description: 'What waits in the queue, how long, how fast it empties, and what had to be done again or given up.',
    variables: [variables.namespace(), variables.release()],
    rows: [
      { title: 'Backlog', panels: [depth(), age(), workers()] },
      { title: 'Runs', panels: [rate(), wait(), run(), runDurations()] },
      {
        title: 'What went wrong',
        panels: [
          count('Retries', metrics.QUEUE_RETRIES, 'Attempts that failed and were followed by another.'),
          count('Redeliveries', metrics.QUEUE_REDELIVERIES, 'Runs started again because their worker was lost.'),
          count('Dead letters', metrics.QUEUE_DEAD_LETTERS, 'Jobs that used up their attempts; they are kept.'),
          count(
            'Duplicate runs',
            metrics.QUEUE_DUPLICATE_RUNS,
            'Runs that ended after another worker had been given their job: work known to have been done twice.',
          ),
        ],
      },
    ],
  });
}

const QUANTILES = [0.5, 0.95, 0.99];

function depth() {
  return timeseries({
    title: 'Jobs by state',
    description:
      'Delayed jobs wait for their time or their next attempt, failed ones are dead letters, done ones are forgotten after a while.',
    unit: UNITS.number,
    queries: [overTime(jobs.jobsByState(), '{{state}}')],
  });
}

function age() {
  return timeseriesWithLimit(
    {
      title: 'Age of the oldest job',
      description:
        'How long the oldest waiting job could have run by now; 0 where none waits. It grows where workers are too few.',
      unit: UNITS.seconds,
      queries: [overTime(jobs.oldestJobAge(), '{{queue}}')],
    },
    LIMITS.jobAgeSeconds,
  );
}

function workers() {
  return timeseries({
    title: 'Workers, slots, running',
    description: 'Worker processes alive, the jobs that they can run at a time, and those that they run.',
    unit: UNITS.number,
    queries: [
      overTime(jobs.workers(), 'workers'),
      overTime(jobs.slots(), 'slots'),
      overTime(jobs.jobsIn('running'), 'running'),
    ],
  });
}

function rate() {
  return timeseries({
    title: 'Jobs done',
    description: 'Runs that succeeded, per second.',
    unit: UNITS.eventsPerSecond,
    queries: [overTime(jobs.runsPerSecond('workload'), '{{workload}}')],
  });
}

function wait() {
  return timeseries({
    title: 'Wait of jobs',
    description: 'From when a job could run to the start of its run. A point is a run with a trace.',
    unit: UNITS.seconds,
    queries: QUANTILES.map((q) => withTraces(jobs.jobWait(q), `p${q * 100}`)),
  });
}

function run() {
  return timeseries({
    title: 'Run of jobs',
    description: "From start to end of a job's run that succeeded. A point is a run with a trace.",
    unit: UNITS.seconds,
    queries: QUANTILES.map((q) => withTraces(jobs.jobRun(q), `p${q * 100}`)),
  });
}

function runDurations() {
  return heatMap({
    title: 'Durations of runs',
    description: 'How many runs took how long.',
    unit: UNITS.seconds,
    queries: [forHeatMap(jobs.jobRunBuckets())],
    width: 24,
  });
}

function count(title: string, metric: string, description: string) {
  return timeseries({
    title,
    description: `${description} Per second; the queue itself keeps count, so that no kill loses any.`,
    unit: UNITS.eventsPerSecond,
    queries: [overTime(jobs.perSecond(metric), '{{queue}}')],
    width: 6,
  });
}
