import type { LoadOrder } from '../generator.js';
import type { InClusterAddress } from '../../target/target.js';
import type { InstanceLog } from './samples/instance-log.js';
import type { ScriptOrder } from './script-for-load.js';

/** Where and how k6 is run. */
export interface K6Way {
  /** `k6 v1.8.1` */
  readonly name: string;
  /** @throws UsageError where k6 cannot reach the fleet from where it runs */
  prepare?(inCluster: InClusterAddress | undefined): void;
  /**
   * Starts one k6, or several that share the load.
   *
   * @throws TrialBroken where none can be had
   */
  start(script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<RunningK6>;
  close(): Promise<void>;
}

/** One k6, or several that share a load. */
export interface RunningK6 {
  readonly logs: readonly InstanceLog[];
  /**
   * Resolves when all have ended well and all that they said is in the logs.
   *
   * @throws TrialBroken as soon as any ended otherwise
   */
  readonly ended: Promise<void>;
  /** CPU time of each so far; null for one of which it cannot be seen. */
  cpu(): Promise<readonly (CpuReading | null)[]>;
  /** Ends what still runs and leaves nothing behind. @throws where that cannot be done now */
  stop(): Promise<void>;
}

export interface CpuReading {
  /** On any clock that goes on evenly. */
  readonly atMs: number;
  readonly cpuMs: number;
  /** That it may use. */
  readonly cores: number;
}
