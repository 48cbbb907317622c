import type { Load, Model, Via, Work } from './plan.js';
import type { Search } from './search.js';

/** An experiment file after parsing: defaults filled in, durations in milliseconds. */
export interface Experiment {
  readonly name: string;
  readonly question: string;
  readonly matrix: Matrix;
  readonly trial: TrialSettings;
  readonly slo: Slo | null;
  /** Absent where the whole grid is run. */
  readonly search?: Search;
}

/** The factors. Each combination is a cell; a factor that a model does not have is not multiplied. */
export interface Matrix {
  readonly model: readonly Model[];
  readonly workload: readonly Work[];
  readonly replicas: readonly number[];
  readonly workers: readonly number[];
  readonly threads: readonly number[];
  readonly via: readonly Via[];
  readonly load: readonly Load[];
  /** CPU limits of each pod to try, in thousandths of a core; absent where it is left as it is. */
  readonly cpuLimit?: readonly number[];
}

/** The least a trial lasts; slow work lengthens both. */
export interface TrialSettings {
  readonly warmupMs: number;
  readonly durationMs: number;
  /** Trials of each cell. */
  readonly repeat: number;
  /** Share of requests that start a trace, 0 to 1. */
  readonly traceShare: number;
  /** One cell is run twice a round, as two cells: what they differ by is noise. */
  readonly pair?: boolean;
}

/** What the service promises; null where it promises nothing. */
export interface Slo {
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  /** Share of requests that may fail, 0 to 1. */
  readonly errorRate: number | null;
}
