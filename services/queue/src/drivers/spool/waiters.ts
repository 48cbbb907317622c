import type { Job } from '../job.js';
import type { JobStore } from './job.store.js';
import type { SpoolDatabase } from './spool-database.js';

type Tell = (job: Job | null) => void;

const STATEMENTS = {
  newest: 'SELECT ended FROM queue',
  exists: 'SELECT 1 FROM jobs WHERE id = ?',
  // A number is never given twice, so those that were given and are no more have been removed.
  removed: `SELECT seq - queued - running - done - failed AS n FROM queue, sqlite_sequence WHERE name = 'jobs'`,
  since: `SELECT id, ended FROM jobs WHERE state IN ('done', 'failed') AND ended > ?`,
};

/** Those who wait for a job to end. Reads nothing while nobody waits, and then only what has ended or gone since. */
export class Waiters {
  private readonly sql;
  private readonly byJob = new Map<string, Set<Tell>>();
  /** All that ended up to this number has been told. */
  private seen = 0;
  private seenRemoved = 0;

  constructor(
    private readonly database: SpoolDatabase,
    private readonly jobs: JobStore,
  ) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  /** Resolves with the job once it has ended; with null where there is no such job (any more), or once the signal aborts. */
  async wait(id: string, signal: AbortSignal): Promise<Job | null> {
    const { promise, resolve } = Promise.withResolvers<Job | null>();
    const giveUp = () => resolve(null);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      // Looking and entering are one step, so that no ending slips between them.
      await this.database.read(() => (signal.aborted ? giveUp() : this.enter(id, resolve)));
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.leave(id, resolve);
    }
  }

  /** Tells those whose jobs have ended or were removed. Call after every commit, of whichever process. */
  async check(): Promise<void> {
    if (this.byJob.size === 0) return;
    await this.database.read(() => {
      const ended = this.sql.since.all(this.seen) as unknown as { id: string; ended: number }[];
      for (const { id, ended: number } of ended) {
        this.seen = Math.max(this.seen, number);
        const tells = this.byJob.get(id);
        if (!tells) continue;
        const job = this.jobs.find(id);
        for (const tell of tells) tell(job);
      }
      this.tellOfRemoved();
    });
  }

  /** Looks for each job that is waited for, but only after one was removed. */
  private tellOfRemoved(): void {
    const removed = this.countRemoved();
    if (removed === this.seenRemoved) return;
    for (const [id, tells] of this.byJob) {
      if (!this.sql.exists.get(id)) for (const tell of tells) tell(null);
    }
    this.seenRemoved = removed;
  }

  private countRemoved(): number {
    return Number(this.sql.removed.get()?.n ?? 0);
  }

  private enter(id: string, tell: Tell): void {
    if (this.byJob.size === 0) {
      this.seen = Number(this.sql.newest.get()!.ended);
      this.seenRemoved = this.countRemoved();
    }
    const job = this.jobs.find(id);
    if (!job || job.state === 'done' || job.state === 'failed') return tell(job);
    this.byJob.set(id, (this.byJob.get(id) ?? new Set()).add(tell));
  }

  private leave(id: string, tell: Tell): void {
    const tells = this.byJob.get(id);
    tells?.delete(tell);
    if (tells?.size === 0) this.byJob.delete(id);
  }
}
