import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { QueueUnavailableError } from '../driver.js';
import { createSpool } from './create-spool.js';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.js';
import { isMigrated, migrateSpool } from './migrate-spool.js';
import { failureOf, SpoolUnusableError } from './spool-error.js';
import { untilUnlocked } from './until-unlocked.js';

/**
 * Opens the spool, which is made where there is none. It is never opened by other means than SQLite: closing such a
 * descriptor would drop the locks that SQLite holds.
 *
 * @throws SpoolUnusableError, or QueueUnavailableError where it may work later
 */
export async function openSpool(file: string): Promise<DatabaseSync> {
  if (!existsSync(file)) createSpool(file);
  checkFile(file);
  try {
    const database = new DatabaseSync(file, { timeout: 0 });
    await untilUnlocked(() => checkContent(database, file));
    await untilUnlocked(() => migrateSpool(database));
    return database;
  } catch (error) {
    if (error instanceof SpoolUnusableError) throw error;
    const reason = `cannot be used (${(error as Error).message})`;
    const failure = failureOf(error);
    if (failure === 'damaged' || failure === 'denied') throw refused(file, reason);
    throw new QueueUnavailableError(`The spool ${file} ${reason}.`, { cause: error });
  }
}

export function refused(file: string, reason: string): SpoolUnusableError {
  return new SpoolUnusableError(
    `The spool ${file} ${reason}. Move it away to start with an empty queue, or set SPOOL_FILE to another path.`,
  );
}

function checkFile(file: string): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw refused(file, `cannot be read and written (${(error as Error).message})`);
  }
  const stats = statSync(file);
  if (!stats.isFile()) throw refused(file, 'is not a file');
  if (stats.size === 0) throw refused(file, 'is empty (0 bytes), which a spool never is');
}

/** Reads the whole file once: damage found now is a clear message, found later it is a lost job. */
function checkContent(database: DatabaseSync, file: string): void {
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const applicationId = Number(pragma('application_id'));
  if (applicationId !== APPLICATION_ID) {
    throw refused(file, `belongs to another program (application id 0x${applicationId.toString(16)})`);
  }
  const version = pragma('user_version');
  if (version !== SCHEMA_VERSION && !isMigrated(version))
    throw refused(file, `has schema ${version}, this program knows ${SCHEMA_VERSION}`);
  const verdict = String(pragma('quick_check(1)'));
  if (verdict !== 'ok') throw refused(file, `is damaged (${verdict.replaceAll('\n', ' ')})`);
}
