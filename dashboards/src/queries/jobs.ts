import * as m from './metrics.js';
import { CHOSEN, countPerSecond, inFleet, maxBy, quantile, rate, sumBy } from './promql.js';
import { watched } from './watched.js';

export const { oldestJobAge } = watched(CHOSEN);

/** Every replica of the API says the same of its queue: one of them counts. */
function once(labels: string, vector: string): string {
  return sumBy(labels, maxBy(`namespace, release, ${labels}`, vector));
}

export const jobsByState = () => once('queue, state', inFleet(m.QUEUE_JOBS));

export const jobsIn = (state: string) => once('queue', inFleet(m.QUEUE_JOBS, `state="${state}"`));

/** From when a job could run to the start of its run. */
export const jobWait = (q: number) => quantile(q, m.QUEUE_WAIT, 'queue');

export const jobRun = (q: number) => quantile(q, m.QUEUE_RUN, 'queue');

export const jobRunBuckets = () => sumBy('le', `increase(${inFleet(`${m.QUEUE_RUN}_bucket`)}[$__rate_interval])`);

export const runsPerSecond = (labels: string) => countPerSecond(m.QUEUE_RUN, labels);

export const perSecond = (total: string) => once('queue', rate(inFleet(total)));

export const workers = () => once('model', inFleet(m.CONFIG_WORKERS, 'model="queue"'));

export const slots = () => once('model', inFleet(m.SLOTS, 'model="queue"', 'bound="wait"'));
