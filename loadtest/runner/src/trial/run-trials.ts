import type { PlannedTrial } from '../experiment/plan.js';
import type { Course } from './course.js';
import type { TrialOrder } from './run-trial.js';
import { TrialRunner, type TrialTools } from './trial-runner.js';
import type { TrialRecord } from './trial.js';

/** Told in this order for each trial. */
export interface TrialListener {
  started(trial: PlannedTrial, course: Course, msLeft: number): void;
  /** It broke, and is run again. */
  retrying(trial: PlannedTrial, reason: string): void;
  /** The trial is kept from here on. */
  ended(record: TrialRecord): Promise<void>;
}

/**
 * Runs what a course has left, one trial after another. A broken trial is recorded as such; any other error ends it, and so
 * does the signal. What has ended is kept.
 *
 * @param earlier records of trials that were run before
 */
export async function runTrials(
  course: Course,
  orderOf: (trial: PlannedTrial) => TrialOrder,
  earlier: readonly TrialRecord[],
  tools: TrialTools,
  listener: TrialListener,
  signal: AbortSignal,
): Promise<void> {
  const runner = new TrialRunner(tools, (trial, reason) => listener.retrying(trial, reason));
  const records = [...earlier];
  for (let rest = course.rest(records); rest.length > 0; rest = course.rest(records)) {
    const orders = rest.map(orderOf);
    listener.started(rest[0]!, course, expectedMs(orders));
    const record = await runner.run(orders[0]!, signal);
    records.push(record);
    await listener.ended(record);
  }
}

function expectedMs(orders: readonly TrialOrder[]): number {
  return orders.reduce((sum, { warmupMs, durationMs }) => sum + warmupMs + durationMs, 0);
}
