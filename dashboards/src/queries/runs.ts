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
  withQueue(
    sumBy('model', inFleet(m.RUN_WAITING, 'model!="queue"')),
    maxBy('namespace, release', inFleet(m.QUEUE_JOBS, 'state="waiting"')),
  );

/** The same of one model. */
export const waitingOf = (model: string) => only(model, waiting());

/** Processes that died at their work: pre-forked workers, and the queue's, which are pods of their own. */
export const workerRestarts = (model: string) =>
  only(
    model,
    withQueue(
      sumBy('model', `increase(${inFleet(m.WORKER_RESTARTS)}[$__range])`),
      `changes(${inFleet('process_start_time_seconds', 'component="queue-worker"')}[$__range])`,
    ),
  );

/** @param ofQueue what says no model */
function withQueue(byModel: string, ofQueue: string): string {
  return `${byModel} or ${sumBy('model', `label_replace(${ofQueue}, "model", "queue", "", "")`)}`;
}

function only(model: string, byModel: string): string {
  return `(${byModel}) and on (model) ${sumBy('model', inFleet(m.BUILD_INFO, model))}`;
}

/** Of all replicas together; each replica of the queue's API says what all workers have. */
export function slots(bound: 'wait' | 'cpu', ...matchers: string[]): string {
  const ofAll = (model: string) => inFleet(m.SLOTS, `bound="${bound}"`, model, ...matchers);
  const queue = maxBy('namespace, release, model', ofAll('model="queue"'));
  return `${sumBy('model', ofAll('model!="queue"'))} or ${sumBy('model', queue)}`;
}
