import * as m from './metrics.js';
import { inFleet, maxBy, quantile, sumBy } from './promql.js';

/** From the client's start, where it said so, to the start of the work. */
export const waitQuantile = (q: number, ...matchers: string[]) => quantile(q, m.RUN_WAIT, 'model', ...matchers);

export const runQuantile = (q: number, ...matchers: string[]) => quantile(q, m.RUN_DURATION, 'model', ...matchers);

/** How many runs took how long, for a heat map. */
export const runBuckets = (...matchers: string[]) =>
  sumBy('le', `increase(${inFleet(`${m.RUN_DURATION}_bucket`, ...matchers)}[$__rate_interval])`);

export const inFlight = (...matchers: string[]) =>
  sumBy('model', inFleet(m.RUN_IN_FLIGHT, 'model!="upstream"', ...matchers));

/** Requests without a slot yet; of the queue, jobs that could run, which only the queue itself knows. */
export const waiting = () =>
  `${sumBy('model', inFleet(m.RUN_WAITING, 'model!="queue"'))} or ${sumBy(
    'model',
    `label_replace(${maxBy('namespace, release', inFleet(m.QUEUE_JOBS, 'state="waiting"'))}, "model", "queue", "", "")`,
  )}`;

/** The same of one model. */
export const waitingOf = (model: string) =>
  `(${waiting()}) and on (model) ${sumBy('model', inFleet(m.BUILD_INFO, model))}`;

/** Of all replicas together; each replica of the queue's API says what all workers have. */
export function slots(bound: 'wait' | 'cpu', ...matchers: string[]): string {
  const ofAll = (model: string) => inFleet(m.SLOTS, `bound="${bound}"`, model, ...matchers);
  const queue = maxBy('namespace, release, model', ofAll('model="queue"'));
  return `${sumBy('model', ofAll('model!="queue"'))} or ${sumBy('model', queue)}`;
}

/** Pre-forked workers that died and were replaced. */
export const workerRestarts = (...matchers: string[]) =>
  sumBy('model', `increase(${inFleet(m.WORKER_RESTARTS, ...matchers)}[$__range])`);
