import type { TracedSpan } from '@fleetlab/kit';
import type { TraceContext } from '@fleetlab/workloads';

export const JOB_STATES = ['waiting', 'delayed', 'running', 'done', 'failed'] as const;

/** `delayed` waits for its run-at time or for its next attempt; `failed` is a dead letter: out of attempts, and kept. */
export type JobState = (typeof JOB_STATES)[number];

export const DEFAULT_MAX_ATTEMPTS = 3;

/** A job as a client orders it, validated. */
export interface NewJob {
  readonly workload: string;
  readonly params: object;
  /** Not before this time, epoch milliseconds; null: at once. */
  readonly runAt: number | null;
  /** The first so many attempts fail on purpose, so that retries and dead letters can be seen. */
  readonly failTimes: number;
  readonly maxAttempts: number;
  readonly idempotency: Idempotency | null;
  /** Of the request that ordered it, for its runs to link to. Only while traces are on. */
  readonly trace?: TraceContext | undefined;
}

/** The same key with the same fingerprint is the same order sent again. */
export interface Idempotency {
  readonly key: string;
  readonly fingerprint: string;
}

/** A stored job. Times are epoch milliseconds. */
export interface Job {
  readonly id: string;
  readonly workload: string;
  readonly params: object;
  readonly state: JobState;
  readonly progress: Progress;
  readonly failTimes: number;
  readonly maxAttempts: number;
  /** Attempts that have ended, in success or failure. */
  readonly attempts: number;
  /** How often a worker has started it: more than attempts where a worker was lost while it ran. */
  readonly runs: number;
  readonly enqueuedAt: number;
  /** When a worker may take it next; of a running or ended job, when it last could. */
  readonly runAt: number;
  /** Of the last run. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Only of a done job. */
  readonly run: JobRun | null;
  /** Of the last failed attempt. */
  readonly error: JobError | null;
  readonly trace: TraceContext | null;
}

/** A job without steps has one. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A run that succeeded, as measured on the thread that ran it. */
export interface JobRun {
  readonly result: unknown;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly cpuMs: number | null;
  readonly pid: number;
  readonly threadId: number;
  /** The span of the run, in a trace of its own; only where it is traced. */
  readonly span?: TracedSpan;
}

export interface JobError {
  /** The error's name: `UpstreamError`, `DeliberateFailure`. */
  readonly name: string;
  readonly message: string;
  /** What the error said of its cause, as far as that can be kept as JSON. */
  readonly cause?: unknown;
}
