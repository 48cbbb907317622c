import type { TraceContext } from '../trace/trace-context.js';

/** A run of a workload on its way to a thread or a process, which has no configuration of its own. */
export interface Task {
  readonly workload: string;
  readonly params: object;
  readonly upstreamUrl: string;
  readonly trace?: TraceContext;
}
