import { retryDelayMs } from '../back-off.js';
import type { Job, Progress } from '../job.js';
import { type JobRow, toJob } from './job-row.js';
import type { SpoolDatabase } from './spool-database.js';

/** The right to write the ending of a job. It is lost as soon as another worker claims the job. */
export interface Claim {
  readonly seq: number;
  readonly runs: number;
  readonly job: Job;
}

/** How a run ended: with a JobRun or a JobError, as JSON. */
export interface Ending {
  readonly claim: Claim;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly run?: string;
  readonly error?: string;
}

const HELD = `WHERE seq = :seq AND runs = :runs AND state = 'running'`;

const STATEMENTS = {
  due: 'SELECT 1 FROM jobs WHERE due_at <= ? LIMIT 1',
  nextDue: 'SELECT min(due_at) AS due_at FROM jobs WHERE due_at IS NOT NULL',
  claim: `
    UPDATE jobs SET state = 'running', due_at = :leaseEnd, runs = runs + 1, started_at = :now
    WHERE seq IN (SELECT seq FROM jobs WHERE due_at <= :now ORDER BY due_at, seq LIMIT :count)
    RETURNING *`,
  done: `
    UPDATE jobs SET state = 'done', due_at = NULL, attempts = attempts + 1, started_at = :startedAt,
      finished_at = :finishedAt, run = :run, error = NULL, progress_done = progress_total,
      ended = (SELECT ended + 1 FROM queue) ${HELD}`,
  dead: `
    UPDATE jobs SET state = 'failed', due_at = NULL, attempts = attempts + 1, started_at = :startedAt,
      finished_at = :finishedAt, error = :error, ended = (SELECT ended + 1 FROM queue) ${HELD}`,
  retry: `
    UPDATE jobs SET state = 'queued', due_at = :dueAt, run_at = :dueAt, attempts = attempts + 1,
      started_at = :startedAt, error = :error ${HELD}`,
  countDone: 'UPDATE queue SET ended = ended + 1',
  countDead: 'UPDATE queue SET ended = ended + 1, dead_letters = dead_letters + 1',
  countRetry: 'UPDATE queue SET retries = retries + 1',
  countDuplicate: 'UPDATE queue SET duplicate_runs = duplicate_runs + 1',
  renew: `UPDATE jobs SET due_at = :leaseEnd ${HELD}`,
  progress: `UPDATE jobs SET progress_done = :done, progress_total = :total ${HELD}`,
  release: `UPDATE jobs SET state = 'queued', due_at = :now, run_at = :now ${HELD}`,
};

const COUNTS = { done: 'countDone', dead: 'countDead', retry: 'countRetry' } as const;

/** What a worker does with jobs, as plain statements; who calls sees to locks and transactions. */
export class RunStore {
  private readonly sql;

  constructor(
    database: SpoolDatabase,
    private readonly retryBaseMs: number,
  ) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  hasDue(): boolean {
    return this.sql.due.get(Date.now()) !== undefined;
  }

  /** When the next job can be taken, or the next lease ends; Infinity where there is neither. */
  nextDueAt(): number {
    const dueAt = this.sql.nextDue.get()!.due_at;
    return dueAt === null ? Infinity : Number(dueAt);
  }

  /** Takes up to `count` jobs, the longest due first. */
  claim(count: number, leaseEnd: number): Claim[] {
    if (count <= 0) return [];
    const now = Date.now();
    const rows = this.sql.claim.all({ now, leaseEnd, count }) as unknown as JobRow[];
    return rows
      .sort((a, b) => a.run_at - b.run_at || a.seq - b.seq)
      .map((row) => ({ seq: row.seq, runs: row.runs, job: toJob(row, now) }));
  }

  /** @returns whether the ending counted; false where the job was given to another worker meanwhile */
  end(ending: Ending): boolean {
    const outcome = ending.run !== undefined ? 'done' : this.isLastAttempt(ending.claim.job) ? 'dead' : 'retry';
    const { claim, startedAt, finishedAt, run = null, error = null } = ending;
    const dueAt = Math.ceil(Date.now() + retryDelayMs(claim.job.attempts + 1, this.retryBaseMs));
    const values = { seq: claim.seq, runs: claim.runs, startedAt, finishedAt, run, error, dueAt };
    const isWritten = this.sql[outcome].run(values).changes > 0;
    this.sql[isWritten ? COUNTS[outcome] : 'countDuplicate'].run();
    return isWritten;
  }

  /** @returns whether the claim still holds */
  renew({ seq, runs }: Claim, leaseEnd: number): boolean {
    return this.sql.renew.run({ seq, runs, leaseEnd }).changes > 0;
  }

  storeProgress({ seq, runs }: Claim, { done, total }: Progress): void {
    this.sql.progress.run({ seq, runs, done, total });
  }

  /** Gives a job back, to be taken at once by another worker. */
  release({ seq, runs }: Claim): void {
    this.sql.release.run({ seq, runs, now: Date.now() });
  }

  private isLastAttempt(job: Job): boolean {
    return job.attempts + 1 >= job.maxAttempts;
  }
}
