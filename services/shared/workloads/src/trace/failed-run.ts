import type { Execution } from '../execution.js';

/** How a traced run went that failed. */
export type FailedRun = Required<Omit<Execution, 'result' | 'cpuMs'>>;

/** Kept in the error's cause, the one part of an error that survives the way out of a thread or a process. */
export function noteFailedRun(thrown: unknown, run: FailedRun): void {
  if (thrown instanceof Error && isOpen(thrown.cause)) thrown.cause = { ...thrown.cause, run };
}

function isOpen(cause: unknown): cause is object | null | undefined {
  return typeof cause === 'object' || cause === undefined;
}
