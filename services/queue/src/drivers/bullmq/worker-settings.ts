import type { WorkerOptions as BullWorkerOptions } from 'bullmq';
import { retryDelayMs } from '../back-off.js';
import { RunFailure } from './run-failure.js';

export interface RunOptions {
  /** For how long a worker that says nothing keeps its jobs. */
  readonly leaseMs: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly retryBaseMs: number;
  /** Done jobs are forgotten when they are older, or more, than this. Failed ones never are. */
  readonly keepDoneMs: number;
  readonly keepDone: number;
}

/** A job whose worker is lost is found this soon after its lease has ended, as a part of the lease. */
const CHECK_SHARE = 1 / 4;

/** How BullMQ is asked to run jobs. */
export function workerSettings({ leaseMs, retryBaseMs, keepDoneMs, keepDone }: RunOptions) {
  return {
    lockDuration: leaseMs,
    stalledInterval: leaseMs * CHECK_SHARE,
    // By default a job whose worker was lost twice is failed. Being killed is nothing that a job has done: only attempts
    // that ended count against it, so it is given out as often as it takes.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    removeOnComplete: { age: keepDoneMs / 1000, count: keepDone },
    settings: {
      // Of a failed run the time is known, for the job shows it; any other error is BullMQ's own.
      backoffStrategy: (attempts: number, _type?: string, error?: Error) =>
        error instanceof RunFailure ? Math.max(0, error.runAt - Date.now()) : retryDelayMs(attempts, retryBaseMs),
    },
    // For its count of the failed; the data points are not read.
    metrics: { maxDataPoints: 1 },
    // By default a worker looks at a Redis that came back after 15 s.
    runRetryDelay: 1000,
  } satisfies Partial<BullWorkerOptions>;
}
