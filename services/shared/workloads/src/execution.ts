import { threadId } from 'node:worker_threads';
import { epochMs } from './clock.js';
import type { Form, Workload, WorkloadContext } from './workload.js';

/** One run of a workload, as measured on the thread that ran it. Times are epoch milliseconds with fractions. */
export interface Execution {
  readonly result: unknown;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** CPU time of the running thread in milliseconds; null for work that only waits (reading it costs as much as a noop). */
  readonly cpuMs: number | null;
  readonly pid: number;
  readonly threadId: number;
}

/**
 * Runs a workload without giving the thread back.
 *
 * @throws whatever the workload throws, an UpstreamError for instance
 */
export function executeBlocking(workload: Workload, params: object, context: WorkloadContext): Execution {
  const startedAt = epochMs();
  const cpuBefore = cpuBeforeRun(workload);
  const result = workload.blocking(params, context);
  return measured(result, startedAt, cpuBefore);
}

/**
 * Runs a workload on the event loop: its non-blocking form where it has one. CPU work has none, and holds the loop.
 *
 * The CPU time of a `sliced` run counts what else the thread did between slices too.
 */
export async function executeOnLoop(
  workload: Workload,
  params: object,
  context: WorkloadContext,
  form: Exclude<Form, 'blocking'> = 'nonBlocking',
): Promise<Execution> {
  const run = workload[form];
  if (!run) return executeBlocking(workload, params, context);
  const startedAt = epochMs();
  const cpuBefore = cpuBeforeRun(workload);
  const result = await run(params, context);
  return measured(result, startedAt, cpuBefore);
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
  return workload.name === 'request'
    ? executeOnLoop(workload, params, context)
    : executeBlocking(workload, params, context);
}

function cpuBeforeRun(workload: Workload): NodeJS.CpuUsage | null {
  return workload.bound !== 'wait' ? process.threadCpuUsage() : null;
}

function measured(result: unknown, startedAt: number, cpuBefore: NodeJS.CpuUsage | null): Execution {
  const cpu = cpuBefore && process.threadCpuUsage(cpuBefore);
  return {
    result,
    startedAt,
    finishedAt: epochMs(),
    cpuMs: cpu && (cpu.user + cpu.system) / 1000,
    pid: process.pid,
    threadId,
  };
}
