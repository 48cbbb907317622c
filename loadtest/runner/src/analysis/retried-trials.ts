import type { RetriedTrial } from '../results/summary.js';
import type { TrialRecord } from '../trial/trial.js';

/** Trials that broke and were run again, whatever came of it. */
export function retriedTrials(trials: readonly TrialRecord[]): RetriedTrial[] {
  return trials
    .filter(({ retriedAfter = [] }) => retriedAfter.length > 0)
    .map(({ number, cell, retriedAfter = [] }) => ({ number, cell, after: retriedAfter }));
}
