import { statSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { QueueUnavailableError } from '../driver.js';
import { PAGE_BYTES } from './schema.js';
import { failureOf, SpoolUnusableError } from './spool-error.js';
import { prepareSpoolFile, refused } from './spool-file.js';

export interface SpoolFileOptions {
  readonly file: string;
  /** `normal` survives the kill of any process; `full` survives a loss of power too, and is several times slower. */
  readonly sync: 'normal' | 'full';
  /** The file grows no further than this; null: as far as the disk goes. */
  readonly maxMiB: number | null;
  /** Told once when the file turns out to be damaged or replaced while in use. The process should end. */
  readonly onUnusable: (error: SpoolUnusableError) => void;
}

/** How long a lock of another process is waited for before the queue counts as unavailable. */
const PATIENCE_MS = 2000;

/** One connection. It never waits for a lock on the event loop: SQLite gives up at once, and we come again. */
export class SpoolDatabase {
  private readonly inode: number;
  private readonly dataVersion: StatementSync;
  private seenVersion: unknown;
  private isUnusable = false;

  private constructor(
    private readonly database: DatabaseSync,
    private readonly options: SpoolFileOptions,
  ) {
    const { file, sync, maxMiB } = options;
    this.inode = statSync(file).ino;
    database.exec(`PRAGMA synchronous = ${sync}; PRAGMA journal_size_limit = 67108864;`);
    if (maxMiB !== null) database.exec(`PRAGMA max_page_count = ${(maxMiB * 1024 * 1024) / PAGE_BYTES}`);
    this.dataVersion = this.prepare('PRAGMA data_version');
  }

  /** @throws SpoolUnusableError */
  static async open(options: SpoolFileOptions): Promise<SpoolDatabase> {
    prepareSpoolFile(options.file);
    try {
      const database = new DatabaseSync(options.file, { timeout: 0 });
      return await untilUnlocked(() => new SpoolDatabase(database, options).checked());
    } catch (error) {
      if (error instanceof SpoolUnusableError) throw error;
      throw refused(options.file, `cannot be used (${(error as Error).message})`);
    }
  }

  prepare(sql: string): StatementSync {
    return this.database.prepare(sql);
  }

  /** Prepares each statement of a set. A parameter that one of them does not name is passed over. */
  prepareAll<Name extends string>(set: Readonly<Record<Name, string>>): Readonly<Record<Name, StatementSync>> {
    const prepared = Object.entries<string>(set).map(([name, sql]) => {
      const statement = this.prepare(sql);
      statement.setAllowUnknownNamedParameters(true);
      return [name, statement];
    });
    return Object.fromEntries(prepared) as Record<Name, StatementSync>;
  }

  read<T>(work: () => T): Promise<T> {
    return this.translated(() => untilUnlocked(work));
  }

  /** Runs `work` in one transaction: all of it is kept when this resolves, none when it rejects. It may run several times. */
  write<T>(work: () => T): Promise<T> {
    return this.translated(() => untilUnlocked(() => this.transaction(work)));
  }

  /** Whether another connection has committed since this was last asked. */
  hasNews(): boolean {
    try {
      const { data_version: version } = this.dataVersion.get()!;
      const isNew = version !== this.seenVersion;
      this.seenVersion = version;
      return isNew;
    } catch {
      return true; // locked for a moment: rather look once too often
    }
  }

  /** A file that was moved away or put in place under us would take jobs that nobody else ever sees. */
  checkIdentity(): void {
    const inode = statSync(this.options.file, { throwIfNoEntry: false })?.ino;
    if (inode === this.inode) return;
    this.becomeUnusable(`was ${inode === undefined ? 'removed' : 'replaced'} while in use`);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Reads the whole file once: damage found now is a clear message, found later it is a lost job. */
  private checked(): this {
    const [row] = this.prepare('PRAGMA quick_check(1)').all();
    const verdict = String(row?.quick_check);
    if (verdict === 'ok') return this;
    this.close();
    throw refused(this.options.file, `is damaged (${verdict.replaceAll('\n', ' ')})`);
  }

  private transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private async translated<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      switch (failureOf(error)) {
        case 'defect':
          throw error;
        case 'unusable':
          throw this.becomeUnusable(`is damaged (${(error as Error).message})`);
        case 'locked':
        case 'unavailable': {
          const reason = `The spool cannot be used now: ${(error as Error).message}.`;
          throw new QueueUnavailableError(reason, { cause: error });
        }
      }
    }
  }

  private becomeUnusable(reason: string): SpoolUnusableError {
    const error = refused(this.options.file, reason);
    if (!this.isUnusable) this.options.onUnusable(error);
    this.isUnusable = true;
    return error;
  }
}

/** Comes again until the lock is free: at once at first, then after a random few milliseconds, so that nobody starves. */
async function untilUnlocked<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (failureOf(error) !== 'locked' || performance.now() > deadline) throw error;
      await (tries <= 2 ? nextTurn() : sleep(1 + Math.random() * 4));
    }
  }
}
