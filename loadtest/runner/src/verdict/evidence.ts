import type { Estimate } from '../analysis/estimate.js';
import type { Cell } from '../experiment/plan.js';
import type { RecoverySummary } from '../results/recovery.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';

/** All that is known of one cell when it is judged. */
export interface Evidence {
  readonly cell: Cell;
  /** Those that measured something. */
  readonly trials: readonly TrialRecord[];
  /** Those that could not be had; `broken` of each says why. */
  readonly broken: readonly TrialRecord[];
  /** One step of a search: what is asked of it is whether it keeps a promise, and the search repeats what matters. */
  readonly isProbe: boolean;
  readonly calibration: Calibration | null;
  /** Requests per second over the trials; null where none could be measured. */
  readonly throughput: Estimate | null;
  /** Of all successful requests of all trials; null where there was none. */
  readonly medianLatencyMs: number | null;
  /** The longest latency of a successful request in any trial. */
  readonly longestLatencyMs: number | null;
  /** Absent for a load that does not rise and fall. */
  readonly recovery?: RecoverySummary;
  /** Share of requests that may fail, 0 to 1. */
  readonly allowedErrorRate: number;
}

/** Why a cell is not to be trusted, in a sentence with the figures. */
export interface Reason {
  readonly verdict: 'suspect' | 'invalid';
  readonly text: string;
}

/** Looks at one thing that can go wrong; undefined when it did not. */
export type Rule = (evidence: Evidence) => Reason | undefined;
