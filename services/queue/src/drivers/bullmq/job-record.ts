import type { Job as BullJob } from 'bullmq';
import type { TraceContext } from '@fleetlab/workloads';
import type { Job, JobError, JobRun, JobState, NewJob, Progress } from '../job.js';

/** What a job carries as its data: the order, and what BullMQ has no field for. */
export interface JobData {
  readonly params: object;
  readonly failTimes: number;
  /** With fractions, which BullMQ's own timestamp has not. */
  readonly enqueuedAt: number;
  readonly runAt: number;
  readonly maxAttempts: number;
  readonly fingerprint: string | null;
  /** Tells who made it of several that send the same idempotency key at a time. */
  readonly nonce: string;
  /** Only where traces were on when it was ordered. */
  readonly trace?: TraceContext;
}

/** A job of BullMQ, whether it was delivered or read. */
export interface JobRecord {
  readonly id: string;
  readonly workload: string;
  readonly data: JobData;
  readonly attempts: number;
  readonly runs: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly progress: Progress | null;
  readonly run: JobRun | null;
  readonly failure: Failure | null;
}

/** Why an attempt failed, as JSON in the one text that BullMQ keeps of a failure. */
export interface Failure {
  readonly error: JobError;
  /** When the job can be taken next; of a dead letter, when it last could. */
  readonly runAt?: number;
}

export function toData(order: NewJob, enqueuedAt: number, nonce: string): JobData {
  const { params, failTimes, maxAttempts, idempotency, trace } = order;
  const now = Math.floor(enqueuedAt);
  const runAt = Math.max(now, order.runAt ?? now);
  const fingerprint = idempotency?.fingerprint ?? null;
  return { params, failTimes, enqueuedAt, runAt, maxAttempts, fingerprint, nonce, ...(trace && { trace }) };
}

/** A job that nobody has taken yet. */
export function newRecord(id: string, workload: string, data: JobData): JobRecord {
  const untouched = {
    attempts: 0,
    runs: 0,
    startedAt: null,
    finishedAt: null,
    progress: null,
    run: null,
    failure: null,
  };
  return { id, workload, data, ...untouched };
}

export function recordOfDelivery(job: BullJob<JobData>): JobRecord {
  return {
    ...newRecord(job.id!, job.name, job.data),
    attempts: job.attemptsMade,
    runs: job.attemptsStarted,
    startedAt: job.processedOn ?? null,
    failure: readFailure(job.failedReason),
  };
}

/** By the hash in which BullMQ's scripts keep a job; the short names are theirs. */
export function recordOfHash(id: string, hash: Readonly<Record<string, string>>): JobRecord {
  return {
    id,
    workload: hash.name!,
    data: JSON.parse(hash.data!) as JobData,
    attempts: Number(hash.atm ?? 0),
    runs: Number(hash.ats ?? 0),
    startedAt: toNumber(hash.processedOn),
    finishedAt: toNumber(hash.finishedOn),
    progress: hash.progress === undefined ? null : (JSON.parse(hash.progress) as Progress),
    run: hash.returnvalue === undefined ? null : (JSON.parse(hash.returnvalue) as JobRun),
    failure: readFailure(hash.failedReason),
  };
}

export function toJob({ data, failure, ...record }: JobRecord, state: JobState): Job {
  const isDone = state === 'done';
  const progress = record.progress ?? { done: 0, total: 1 };
  return {
    id: record.id,
    workload: record.workload,
    params: data.params,
    state,
    progress: isDone ? { ...progress, done: progress.total } : progress,
    failTimes: data.failTimes,
    maxAttempts: data.maxAttempts,
    attempts: record.attempts,
    runs: record.runs,
    enqueuedAt: data.enqueuedAt,
    runAt: dueAt(data, failure),
    startedAt: record.run?.startedAt ?? record.startedAt,
    finishedAt: record.run?.finishedAt ?? record.finishedAt,
    run: record.run,
    error: isDone ? null : (failure?.error ?? null),
    trace: data.trace ?? null,
  };
}

/** When a job can be taken, or last could. */
export function dueAt({ runAt }: JobData, failure: Failure | null): number {
  return failure?.runAt ?? runAt;
}

export function readFailure(text: string | null | undefined): Failure | null {
  if (text == null) return null;
  try {
    return JSON.parse(text) as Failure;
  } catch {
    // BullMQ's own words: it could not store the result of a run.
    return { error: { name: 'Error', message: text } };
  }
}

function toNumber(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
