import type * as z from 'zod';
import type { RunTracing } from './trace/trace-context.js';

/** What a workload may use besides its parameters. Configuration, never taken from a client. */
export interface WorkloadContext {
  readonly upstream: UpstreamClient;
  /** Told after each step of a workload that has steps. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Only of a run that belongs to a trace. */
  readonly trace?: RunTracing;
}

/** The one service that `request` calls: it answers after `ms` milliseconds. */
export interface UpstreamClient {
  /** Waits for the answer and gives the thread back meanwhile. Rejects with an UpstreamError. */
  delay(ms: number, trace?: RunTracing): Promise<number>;
  /** Waits for the answer and holds the thread until it is there. Throws an UpstreamError. */
  delayBlocking(ms: number, trace?: RunTracing): number;
}

/** How a piece of work may be run. */
export type Form = 'blocking' | 'nonBlocking' | 'sliced';

/**
 * A piece of work. It runs in a service's process, in a thread or in a child process, so it knows nothing of any of them.
 *
 * @typeParam Params the parameters after parsing
 * @typeParam Result what is answered; must survive JSON and structured clone
 */
export interface Workload<Params extends object = object, Result = unknown> {
  readonly name: string;
  /** One sentence for the OpenAPI document and the command line. */
  readonly summary: string;
  /** What bounds it: `wait` needs a slot and no CPU, `cpu` needs a core too, `mixed` now the one, now the other. */
  readonly bound: 'wait' | 'cpu' | 'mixed';
  /** Strict: refuses unknown keys, and takes query strings as well as numbers. */
  readonly params: z.ZodType<Params>;
  /** Runs from start to finish without giving the thread back. */
  readonly blocking: (params: Params, context: WorkloadContext) => Result;
  /** Gives the thread back while it waits. CPU work has none: there is nothing to wait for. */
  readonly nonBlocking?: (params: Params, context: WorkloadContext) => Promise<Result>;
  /** Uses `nonBlocking` even in a slot of its own, where waiting may hold the thread: for what could be held only by a second one. */
  readonly awaitsInSlot?: true;
  /** CPU work that gives the thread back every few milliseconds. Work that only waits has none. */
  readonly sliced?: (params: Params, context: WorkloadContext) => Promise<Result>;
  /** The service time asked for in milliseconds; undefined where the CPU decides. */
  readonly requestedMs: (params: Params) => number | undefined;
  /** The right answer, got without a service, so that a lab can tell a wrong one. */
  readonly answer: (params: Params) => Result;
}
