import type { Load, Shape, Work } from '../experiment/plan.js';
import type { InClusterAddress } from '../target/target.js';
import type { TrialRecord } from '../trial/trial.js';

/** One load to be put on one deployment. */
export interface LoadOrder {
  readonly baseUrl: string;
  /** The same for a generator that runs inside the cluster. */
  readonly inCluster?: InClusterAddress;
  /** What a generator labels its samples with, where it writes any. */
  readonly labels?: LoadLabels;
  /** `/threaded`, with what the cell adds to each query, for instance `via=thread` or `wait=60000`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly work: Work;
  readonly load: Load;
  /** Clients of a closed load, resolved from `perSlot`. */
  readonly clients: number;
  /** Over how long the first requests of a closed load are spread: one service time. */
  readonly spreadMs: number;
  readonly warmupMs: number;
  readonly durationMs: number;
  readonly seed: number;
  /** What every request carries beside what the generator itself sends. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Share of requests that start a trace, 0 to 1; none where it is not given. */
  readonly traceShare?: number;
  /** Called when the window opens and when it closes: where usage is read. */
  readonly onWindow?: (edge: 'open' | 'close') => void;
}

export interface LoadLabels {
  readonly experiment: string;
  readonly trial: number;
  readonly shape: Shape;
}

/** The part of a trial's record that the generator measures. */
export type Measurement = Pick<
  TrialRecord,
  | 'window'
  | 'requests'
  | 'throughputPerS'
  | 'histograms'
  | 'meanInFlight'
  | 'latencySumMs'
  | 'halves'
  | 'generator'
  | 'timeline'
  | 'series'
  | 'slowestTraced'
>;

export interface Generator {
  readonly name: string;
  /**
   * Told, before anything is changed, where the fleet is for those who run in its cluster.
   *
   * @throws UsageError where it cannot put a load on from where it runs
   */
  prepare?(inCluster: InClusterAddress | undefined): void;
  /**
   * Puts the load on and resolves with what it measured.
   *
   * @throws TrialBroken where the load could not be put on as ordered; else rejects only when aborted
   */
  run(order: LoadOrder, signal: AbortSignal): Promise<Measurement>;
  close(): Promise<void>;
}
