import { sum } from '../analysis/estimate.js';
import type { RequestCounts, TrialRecord } from '../trial/trial.js';

/** The requests of all trials together. */
export function addRequests(trials: readonly TrialRecord[]): RequestCounts {
  const failures: Record<string, number> = {};
  for (const { requests } of trials) {
    for (const [reason, times] of Object.entries(requests.failures)) failures[reason] = (failures[reason] ?? 0) + times;
  }
  return {
    ok: sum(trials.map(({ requests }) => requests.ok)),
    failed: sum(trials.map(({ requests }) => requests.failed)),
    failures,
  };
}
