import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { QueueUnavailableError } from '../driver.js';
import { openSpool, refused } from './open-spool.js';
import { PAGE_BYTES } from './schema.js';
import { failureOf, type SpoolUnusableError } from './spool-error.js';
import { untilUnlocked } from './until-unlocked.js';

export interface SpoolFileOptions {
  readonly file: string;
  /** `normal` survives the kill of any process; `full` survives a loss of power too, and is several times slower. */
  readonly sync: 'normal' | 'full';
  /** The file grows no further than this; null: as far as the disk goes. */
  readonly maxMiB: number | null;
  /** Told once when the file turns out to be damaged or replaced while in use. The process should end. */
  readonly onUnusable: (error: SpoolUnusableError) => void;
}

/** A log that has grown beyond this is cut back when it is emptied. */
const LOG_BYTES = 64 * 1024 * 1024;

/** One connection, whose every failure is either QueueUnavailableError, SpoolUnusableError or a defect of ours. */
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
    database.exec(`PRAGMA synchronous = ${sync}; PRAGMA journal_size_limit = ${LOG_BYTES};`);
    if (maxMiB !== null) database.exec(`PRAGMA max_page_count = ${(maxMiB * 1024 * 1024) / PAGE_BYTES}`);
    this.dataVersion = this.prepare('PRAGMA data_version');
  }

  /** @throws SpoolUnusableError, or QueueUnavailableError where it may work later */
  static async open(options: SpoolFileOptions): Promise<SpoolDatabase> {
    return new SpoolDatabase(await openSpool(options.file), options);
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
      const { message } = error as Error;
      switch (failureOf(error)) {
        case 'locked':
        case 'unavailable':
        case 'denied':
          throw new QueueUnavailableError(`The spool cannot be used now: ${message}.`, { cause: error });
        case 'damaged':
          throw this.becomeUnusable(`is damaged (${message})`);
        case 'defect':
          throw error;
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
