import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import type { Contender } from '../../interleave.js';
import { IN_FLIGHT } from './spooled-jobs.js';

/** The columns of a spool's row that an order fills, without the counters, leases and answers that make it a queue. */
const TABLE = `CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, workload TEXT NOT NULL, params TEXT NOT NULL,
  fail_times INTEGER NOT NULL, max_attempts INTEGER NOT NULL, enqueued_at REAL NOT NULL, run_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued', due_at INTEGER) STRICT`;
const INSERT = `INSERT INTO jobs (id, workload, params, fail_times, max_attempts, enqueued_at, run_at, due_at)
  VALUES (?, 'noop', '{}', 0, 1, ?, ?, ?)`;

/** Rows by transactions of as many as the spool has orders in flight: what SQLite itself allows. */
export function bareInserts(folder: string): Contender {
  return {
    what: 'bare node:sqlite inserts',
    async measure(seconds, signal) {
      const database = new DatabaseSync(join(folder, `${randomUUID()}.bare`));
      try {
        database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${TABLE}`);
        const insert = database.prepare(INSERT);
        const startedAt = performance.now();
        let rows = 0;
        while (performance.now() - startedAt < seconds * 1000) {
          signal.throwIfAborted();
          database.exec('BEGIN IMMEDIATE');
          for (let row = 0; row < IN_FLIGHT; row++) {
            const now = Date.now();
            insert.run(randomUUID(), now, now, now);
          }
          database.exec('COMMIT');
          rows += IN_FLIGHT;
          await nextTurn();
        }
        return { perSecond: (rows * 1000) / (performance.now() - startedAt) };
      } finally {
        database.close();
      }
    },
  };
}
