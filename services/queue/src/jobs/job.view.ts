import { failedSpanOf } from '../tracing/failed-span.js';
import type { Job, JobState, Progress } from '../drivers/job.js';

/** A job as it is answered. Times are epoch milliseconds. */
export interface JobView {
  readonly id: string;
  readonly workload: string;
  readonly params: object;
  readonly state: JobState;
  readonly progress: Progress;
  /** Attempts that have ended, and how many there may be. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly failTimes: number;
  /** How often a worker has started it: more than attempts where a worker was lost while it ran. */
  readonly runs: number;
  readonly enqueuedAt: number;
  readonly runAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Only of a done job. */
  readonly result?: unknown;
  /** Of the last attempt, where that failed. */
  readonly error?: { readonly name: string; readonly message: string };
  /** Of the last run that ended, where it was traced. */
  readonly traceId?: string;
}

export function toView({ run, error, trace: _trace, ...job }: Job): JobView {
  const span = run?.span ?? failedSpanOf(error);
  return {
    ...job,
    ...(run && { result: run.result }),
    ...(error && { error: { name: error.name, message: error.message } }),
    ...(span && { traceId: span.traceId }),
  };
}
