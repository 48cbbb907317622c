import type { QueueStats } from '../driver.js';
import type { SpoolDatabase } from './spool-database.js';

interface QueueRow {
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  readonly retries: number;
  readonly redeliveries: number;
  readonly dead_letters: number;
  readonly duplicate_runs: number;
}

const STATEMENTS = {
  queue: 'SELECT * FROM queue',
  delayed: `SELECT count(*) AS n FROM jobs WHERE due_at > ? AND state = 'queued'`,
  oldest: `SELECT due_at FROM jobs WHERE due_at <= ? AND state = 'queued' ORDER BY due_at LIMIT 1`,
  workers: 'SELECT pid, concurrency, threads, cpu_slots AS cpuSlots FROM workers WHERE alive_until > ? ORDER BY pid',
};

/** Reads what the queue says of itself. */
export class StatsStore {
  private readonly sql;

  constructor(database: SpoolDatabase) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  read(): QueueStats {
    const now = Date.now();
    const queue = this.sql.queue.get() as unknown as QueueRow;
    const delayed = Number(this.sql.delayed.get(now)!.n);
    const oldestDueAt = Number(this.sql.oldest.get(now)?.due_at ?? now);
    const workers = this.sql.workers.all(now) as unknown as QueueStats['workers'];
    return {
      jobs: {
        waiting: Math.max(0, queue.queued - delayed),
        delayed,
        running: queue.running,
        done: queue.done,
        failed: queue.failed,
      },
      oldestWaitingMs: now - oldestDueAt,
      workers: workers.map((worker) => ({ ...worker })), // SQLite's rows are no plain objects
      totals: {
        retries: queue.retries,
        redeliveries: queue.redeliveries,
        deadLetters: queue.dead_letters,
        duplicateRuns: queue.duplicate_runs,
      },
    };
  }
}
