import type { TraceContext } from '@fleetlab/workloads';
import type { Job, JobError, JobRun, JobState } from '../job.js';

export type StoredState = 'queued' | 'running' | 'done' | 'failed';

/** A row of `jobs`. */
export interface JobRow {
  readonly seq: number;
  readonly id: string;
  readonly workload: string;
  readonly params: string;
  readonly fail_times: number;
  readonly max_attempts: number;
  readonly fingerprint: string | null;
  readonly enqueued_at: number;
  readonly run_at: number;
  readonly state: StoredState;
  readonly due_at: number | null;
  readonly attempts: number;
  readonly runs: number;
  readonly progress_done: number;
  readonly progress_total: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly run: string | null;
  readonly error: string | null;
  readonly trace: string | null;
}

export function toJob(row: JobRow, now: number): Job {
  return {
    id: row.id,
    workload: row.workload,
    params: JSON.parse(row.params) as object,
    state: toState(row, now),
    progress: { done: row.progress_done, total: row.progress_total },
    failTimes: row.fail_times,
    maxAttempts: row.max_attempts,
    attempts: row.attempts,
    runs: row.runs,
    enqueuedAt: row.enqueued_at,
    runAt: row.run_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    run: row.run === null ? null : (JSON.parse(row.run) as JobRun),
    error: row.error === null ? null : (JSON.parse(row.error) as JobError),
    trace: row.trace === null ? null : (JSON.parse(row.trace) as TraceContext),
  };
}

function toState(row: JobRow, now: number): JobState {
  if (row.state !== 'queued') return row.state;
  return row.due_at! > now ? 'delayed' : 'waiting';
}
