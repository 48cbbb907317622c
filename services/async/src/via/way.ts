import type { Execution, TraceContext } from '@fleetlab/workloads';

/** What is to be run. */
export interface Task {
  readonly workload: string;
  readonly params: object;
  /** Where it is traced. */
  readonly trace?: TraceContext;
}

/** One way to run a task in an async service. */
export interface Way {
  /** Rejects or throws with what the work threw, an UpstreamError for instance. */
  run(task: Task): Execution | Promise<Execution>;
  /** How many tasks wait for a slot; undefined where there are no slots. */
  readonly waiting?: number;
  /** Ends the threads or processes that were started. Nothing may run any more. */
  close?(): Promise<void>;
}

/** What each way to run work needs to know. */
export interface WayOptions {
  readonly upstreamUrl: string;
}

/** A way that has a pool. */
export interface PoolOptions extends WayOptions {
  readonly size: number;
}
