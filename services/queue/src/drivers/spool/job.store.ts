import { randomUUID } from 'node:crypto';
import { epochMs } from '@fleetlab/workloads';
import type { Enqueued, Removal } from '../driver.js';
import type { Job, JobState, NewJob } from '../job.js';
import { type JobRow, toJob } from './job-row.js';
import type { SpoolDatabase } from './spool-database.js';

const INSERT = `
  INSERT INTO jobs (id, workload, params, fail_times, max_attempts, idempotency_key, fingerprint, enqueued_at, run_at, due_at, trace)
  VALUES (:id, :workload, :params, :failTimes, :maxAttempts, :key, :fingerprint, :enqueuedAt, :runAt, :runAt, :trace)
  RETURNING *`;

/** Jobs that have not ended have no number, so they come in the order in which they were stored. */
const NEWEST = 'ORDER BY ended DESC, seq DESC LIMIT :limit';

const STATEMENTS = {
  insert: INSERT,
  queued: 'SELECT queued FROM queue',
  byId: 'SELECT * FROM jobs WHERE id = ?',
  byKey: 'SELECT * FROM jobs WHERE idempotency_key = ?',
  remove: `DELETE FROM jobs WHERE id = ? AND state <> 'running'`,
  all: 'SELECT * FROM jobs ORDER BY seq DESC LIMIT :limit',
  waiting: `SELECT * FROM jobs WHERE state = 'queued' AND due_at <= :now ${NEWEST}`,
  delayed: `SELECT * FROM jobs WHERE state = 'queued' AND due_at > :now ${NEWEST}`,
  running: `SELECT * FROM jobs WHERE state = 'running' ${NEWEST}`,
  done: `SELECT * FROM jobs WHERE state = 'done' ${NEWEST}`,
  failed: `SELECT * FROM jobs WHERE state = 'failed' ${NEWEST}`,
};

/** What clients do with jobs, as plain statements; who calls sees to locks and transactions. */
export class JobStore {
  private readonly sql;

  constructor(database: SpoolDatabase) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  /** Needs a transaction: the answer holds once it is committed. */
  add(order: NewJob, maxDepth: number): Enqueued {
    const now = Date.now();
    const { idempotency } = order;
    const first = idempotency && (this.sql.byKey.get(idempotency.key) as JobRow | undefined);
    if (first) {
      const isSame = first.fingerprint === idempotency.fingerprint;
      return { outcome: isSame ? 'repeated' : 'conflict', job: toJob(first, now) };
    }
    if (Number(this.sql.queued.get()!.queued) >= maxDepth) return { outcome: 'full', maxDepth };
    const row = this.sql.insert.get({
      id: randomUUID(),
      workload: order.workload,
      params: JSON.stringify(order.params),
      failTimes: order.failTimes,
      maxAttempts: order.maxAttempts,
      key: idempotency?.key ?? null,
      fingerprint: idempotency?.fingerprint ?? null,
      enqueuedAt: epochMs(),
      runAt: Math.max(now, order.runAt ?? now),
      trace: order.trace ? JSON.stringify(order.trace) : null,
    });
    return { outcome: 'stored', job: toJob(row as unknown as JobRow, now) };
  }

  find(id: string): Job | null {
    const row = this.findRow(id);
    return row && toJob(row, Date.now());
  }

  findRow(id: string): JobRow | null {
    return (this.sql.byId.get(id) as JobRow | undefined) ?? null;
  }

  list(filter: { readonly state?: JobState; readonly limit: number }): Job[] {
    const now = Date.now();
    const rows = this.sql[filter.state ?? 'all'].all({ now, limit: filter.limit }) as unknown as JobRow[];
    return rows.map((row) => toJob(row, now));
  }

  /** Needs a transaction. */
  remove(id: string): Removal {
    if (this.sql.remove.run(id).changes > 0) return 'removed';
    return this.findRow(id) ? 'running' : 'absent';
  }
}
