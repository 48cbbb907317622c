import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, linkSync, openSync, readSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, PAGE_BYTES, SCHEMA, SCHEMA_VERSION } from './schema.js';
import { SpoolUnusableError } from './spool-error.js';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/**
 * Makes the spool where there is none, and refuses what is not a spool of ours. Several processes may do this at once.
 *
 * @throws SpoolUnusableError
 */
export function prepareSpoolFile(file: string): void {
  if (!existsSync(file)) createSpoolFile(file);
  verifyHeader(file);
}

/** Builds the whole file beside its place and links it in, so that nobody ever sees half a spool, or a second one. */
function createSpoolFile(file: string): void {
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
    throw new SpoolUnusableError(
      `The spool ${file} cannot be made: ${(error as Error).message}. ` +
        'SPOOL_FILE needs an existing folder that this process may write to, on a disk with room.',
      { cause: error },
    );
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

function verifyHeader(file: string): void {
  const { header, bytes } = readHeader(file);
  if (bytes === 0) throw refused(file, 'is empty (0 bytes), which a spool never is');
  if (bytes < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw refused(file, 'is not an SQLite file');
  }
  const applicationId = header.readUInt32BE(68);
  if (applicationId !== APPLICATION_ID) {
    throw refused(file, `belongs to another program (application id 0x${applicationId.toString(16)})`);
  }
  const version = header.readUInt32BE(60);
  if (version !== SCHEMA_VERSION) throw refused(file, `has schema ${version}, this program knows ${SCHEMA_VERSION}`);
}

function readHeader(file: string): { header: Buffer; bytes: number } {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const descriptor = openSync(file, 'r+');
    try {
      readSync(descriptor, header, 0, HEADER_BYTES, 0);
      return { header, bytes: fstatSync(descriptor).size };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw refused(file, `cannot be read and written (${(error as Error).message})`);
  }
}

export function refused(file: string, reason: string): SpoolUnusableError {
  return new SpoolUnusableError(
    `The spool ${file} ${reason}. Move it away to start with an empty queue, or set SPOOL_FILE to another path.`,
  );
}
