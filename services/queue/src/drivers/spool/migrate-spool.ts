import type { DatabaseSync } from 'node:sqlite';
import { SCHEMA_VERSION } from './schema.js';

/** What takes a spool from a version to the next one. Programs of before that have it open go on: they name their columns. */
const STEPS: Readonly<Record<number, string>> = {
  2: 'ALTER TABLE jobs ADD COLUMN trace TEXT',
};

/** Whether a spool of this version is brought up to the present one. */
export function isMigrated(version: unknown): boolean {
  return Object.hasOwn(STEPS, Number(version));
}

/** Brings the spool to the present version, in one transaction; several processes may do so at once. Does nothing to one that is. */
export function migrateSpool(database: DatabaseSync): void {
  if (versionOf(database) === SCHEMA_VERSION) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    for (let version = versionOf(database); version < SCHEMA_VERSION; version++) {
      database.exec(`${STEPS[version]}; PRAGMA user_version = ${version + 1};`);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!.user_version);
}
