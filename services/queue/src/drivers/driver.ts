import type { Job, JobRun, JobState, NewJob } from './job.js';

/**
 * What keeps the jobs: the port between the queue service and a broker. A driver promises at-least-once: a job whose
 * `enqueue` has resolved is run until it is done or out of attempts, whichever process is killed in between.
 */
export interface QueueDriver {
  /**
   * Resolves once the job survives a kill of any process. Rejects with QueueUnavailableError where that is not so: then
   * nothing was stored, unless a broker on another machine was lost before it could say that it had stored the job.
   */
  enqueue(job: NewJob): Promise<Enqueued>;
  find(id: string): Promise<Job | null>;
  /** The newest first. */
  list(filter: { readonly state?: JobState; readonly limit: number }): Promise<readonly Job[]>;
  /** Takes a job that is not running out of the queue. */
  remove(id: string): Promise<Removal>;
  /**
   * Resolves with the job once it is done or failed, by an event and not by polling; with null where there is no such
   * job (any more), or once the signal aborts.
   */
  waitUntilEnded(id: string, signal: AbortSignal): Promise<Job | null>;
  stats(): Promise<QueueStats>;
  /** Takes jobs and runs them until closed. Resolves once this worker is counted in `stats().workers`. */
  consume(handler: JobHandler, options: WorkerOptions): Promise<Consumer>;
  /** Closes consumers without grace, writes what is still to be written, and lets go of the broker. Safe to call twice. */
  close(): Promise<void>;
}

export type Enqueued =
  | { readonly outcome: 'stored'; readonly job: Job }
  /** The idempotency key was used before, for the same job: this one. */
  | { readonly outcome: 'repeated'; readonly job: Job }
  /** The idempotency key was used before, for another job. */
  | { readonly outcome: 'conflict'; readonly job: Job }
  /** As many jobs wait as may wait. */
  | { readonly outcome: 'full'; readonly maxDepth: number };

export type Removal = 'removed' | 'running' | 'absent';

/** Runs one delivery of a job. A rejection fails the attempt, and the driver sees to the next one. */
export type JobHandler = (delivery: Delivery) => Promise<JobRun>;

export interface Delivery {
  readonly job: Job;
  /** Cheap: the driver stores it a few times a second at most. */
  progress(done: number, total: number): void;
}

export interface WorkerOptions {
  /** How many jobs this worker runs at a time. */
  readonly concurrency: number;
  /** How many of them may compute at a time; only reported, as is what follows. */
  readonly threads: number;
  /** How many of them can: fewer than `threads` where the worker may use fewer cores. */
  readonly cpuSlots: number;
}

export interface Consumer {
  /** Safe to call twice. Takes no more jobs, waits at most `graceMs` for those that run, and puts back what has not ended by then. */
  close(graceMs: number): Promise<void>;
}

export interface QueueStats {
  readonly jobs: Readonly<Record<JobState, number>>;
  /** How long the oldest waiting job has been due; 0 where none waits. */
  readonly oldestWaitingMs: number;
  /** The workers alive now. */
  readonly workers: readonly (WorkerOptions & { readonly pid: number })[];
  /** Counted by the broker over the queue's whole life, so that no kill loses a count. */
  readonly totals: QueueTotals;
}

export interface QueueTotals {
  /** Attempts that failed and were followed by another. */
  readonly retries: number;
  /** Runs started because the worker that held the job no longer renewed its lease. */
  readonly redeliveries: number;
  /** Jobs that used up their attempts. */
  readonly deadLetters: number;
  /** Runs that ended after their lease was lost: work known to have been done twice. Their results are dropped. */
  readonly duplicateRuns: number;
}

/** The broker cannot take or give anything now; it may again soon. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
}
