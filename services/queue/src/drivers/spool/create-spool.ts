import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { QueueUnavailableError } from '../driver.js';
import { APPLICATION_ID, PAGE_BYTES, SCHEMA, SCHEMA_VERSION } from './schema.js';
import { failureOf, SpoolUnusableError } from './spool-error.js';

/**
 * Builds a whole spool beside its place and links it in, so that nobody ever sees half of one, or a second one.
 * Several processes may do this at once; one of them wins.
 *
 * @throws SpoolUnusableError, or QueueUnavailableError where it may work later
 */
export function createSpool(file: string): void {
  refuseOrphanedLog(file);
  const temporary = `${file}.${process.pid}.${randomUUID().slice(0, 8)}.new`;
  try {
    const database = new DatabaseSync(temporary);
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA application_id = ${APPLICATION_ID};`);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; PRAGMA journal_mode = WAL;`);
    database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    database.close();
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return; // another process was first
    const reason = `The spool ${file} cannot be made: ${(error as Error).message}.`;
    if (failureOf(error) === 'unavailable') throw new QueueUnavailableError(reason, { cause: error });
    throw new SpoolUnusableError(`${reason} SPOOL_FILE needs an existing folder that this process may write to.`, {
      cause: error,
    });
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(temporary + suffix, { force: true });
  }
}

/** SQLite would play a left-over log into the new file, whatever file it once belonged to. */
function refuseOrphanedLog(file: string): void {
  if (!existsSync(`${file}-wal`) || existsSync(file)) return;
  throw new SpoolUnusableError(
    `The spool ${file} is missing but its log ${file}-wal is there. ` +
      'Put the spool back, or move the log away to start with an empty queue.',
  );
}
