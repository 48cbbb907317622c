import type { TracedRequest, TrialRecord } from '../trial/trial.js';

/** As many as of a single trial. */
const KEPT = 5;

/** The slowest traced requests of all trials together, the slowest first. */
export function slowestTraced(trials: readonly TrialRecord[]): TracedRequest[] {
  const all = trials.flatMap((trial) => trial.slowestTraced ?? []);
  return all.sort((a, b) => b.latencyMs - a.latencyMs).slice(0, KEPT);
}
