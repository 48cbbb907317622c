import { randomUUID } from 'node:crypto';
import type { WorkerOptions } from '../driver.js';
import type { SpoolDatabase } from './spool-database.js';

const STATEMENTS = {
  heartbeat: `
    INSERT INTO workers VALUES (:id, :pid, :concurrency, :threads, :cpuSlots, :aliveUntil)
    ON CONFLICT (id) DO UPDATE SET alive_until = :aliveUntil`,
  leave: 'DELETE FROM workers WHERE id = :id OR alive_until < :now',
};

/** One worker's entry in the list of those alive, from which the API adds up the slots. */
export class WorkerStore {
  private readonly sql;
  private readonly id = randomUUID();

  constructor(
    database: SpoolDatabase,
    private readonly options: WorkerOptions,
  ) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  /** Enters this worker, or says that it is still there. */
  heartbeat(aliveUntil: number): void {
    const { concurrency, threads, cpuSlots } = this.options;
    this.sql.heartbeat.run({ id: this.id, pid: process.pid, concurrency, threads, cpuSlots, aliveUntil });
  }

  /** Strikes this worker out, and those that were killed before they could. */
  leave(): void {
    this.sql.leave.run({ id: this.id, now: Date.now() });
  }
}
