import { threadId } from 'node:worker_threads';
import { epochMs } from './clock.js';
import { noteFailedRun } from './trace/failed-run.js';
import { runTracing, type TraceContext } from './trace/trace-context.js';
import type { UpstreamCall } from './trace/upstream-call.js';
import type { Form, Workload, WorkloadContext } from './workload.js';

/** One run of a workload, as measured on the thread that ran it. Times are epoch milliseconds with fractions. */
export interface Execution {
  readonly result: unknown;
  readonly startedAt: number;
  readonly finishedAt: number;
  /**
   * CPU time in milliseconds, counted for the whole thread. So it is null where a run gave the thread back to others
   * (`mixed` on an event loop, all that is sliced), and for work that only waits: reading it costs as much as a noop.
   */
  readonly cpuMs: number | null;
  readonly pid: number;
  readonly threadId: number;
  /** What it asked of the upstream, if anything; only of a run that is traced. */
  readonly calls?: readonly UpstreamCall[];
}

/** What a run of this trace is given: the context itself, where there is none. */
export function contextIn(trace: TraceContext | undefined, context: WorkloadContext): WorkloadContext {
  return trace === undefined ? context : { ...context, trace: runTracing(trace) };
}

/**
 * Runs a workload without giving the thread back.
 *
 * @throws whatever the workload throws, an UpstreamError for instance
 */
export function executeBlocking(workload: Workload, params: object, context: WorkloadContext): Execution {
  const startedAt = epochMs();
  const cpuBefore = workload.bound === 'wait' ? null : process.threadCpuUsage();
  let result: unknown;
  try {
    result = workload.blocking(params, context);
  } catch (thrown) {
    throw failed(thrown, startedAt, context);
  }
  const cpu = cpuBefore && process.threadCpuUsage(cpuBefore);
  return measured(result, startedAt, cpu && (cpu.user + cpu.system) / 1000, context);
}

/** Runs a workload on the event loop: its non-blocking form where it has one. CPU work has none, and holds the loop. */
export function executeOnLoop(
  workload: Workload,
  params: object,
  context: WorkloadContext,
  form: Exclude<Form, 'blocking'> = 'nonBlocking',
): Execution | Promise<Execution> {
  const run = workload[form];
  return run ? executeAwaiting(run, params, context) : executeBlocking(workload, params, context);
}

async function executeAwaiting(
  run: (params: object, context: WorkloadContext) => Promise<unknown>,
  params: object,
  context: WorkloadContext,
): Promise<Execution> {
  const startedAt = epochMs();
  try {
    return measured(await run(params, context), startedAt, null, context);
  } catch (thrown) {
    throw failed(thrown, startedAt, context);
  }
}

/**
 * Runs a workload in a pool thread or a child process that runs one task at a time, so that waiting holds the slot
 * however it is done. Calls to the upstream are awaited: held, each such thread would need a second one that calls.
 */
export function executeInSlot(
  workload: Workload,
  params: object,
  context: WorkloadContext,
): Execution | Promise<Execution> {
  return workload.awaitsInSlot ? executeOnLoop(workload, params, context) : executeBlocking(workload, params, context);
}

function measured(result: unknown, startedAt: number, cpuMs: number | null, { trace }: WorkloadContext): Execution {
  const execution = { result, startedAt, finishedAt: epochMs(), cpuMs, pid: process.pid, threadId };
  return trace?.calls && trace.calls.length > 0 ? { ...execution, calls: trace.calls } : execution;
}

/** What was thrown, to be thrown on; in a trace it says how the run went, which is known only here. */
function failed(thrown: unknown, startedAt: number, { trace }: WorkloadContext): unknown {
  if (trace?.calls) {
    noteFailedRun(thrown, { startedAt, finishedAt: epochMs(), pid: process.pid, threadId, calls: trace.calls });
  }
  return thrown;
}
