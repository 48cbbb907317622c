import { EXIT_UNUSABLE } from '@fleetlab/kit/config';

/** The file cannot serve as a spool, now or after a restart. */
export class SpoolUnusableError extends Error {
  override readonly name = 'SpoolUnusableError';
  /** What the process ends with: no supervisor starts it again. */
  readonly exitCode = EXIT_UNUSABLE;
}

/**
 * What a failure of SQLite means to a queue: `locked` by another process for a moment, `unavailable` until there is
 * room or the disk works, `denied` by permissions or a path, a `damaged` file. Every other one is a `defect` of ours.
 */
export type Failure = 'locked' | 'unavailable' | 'denied' | 'damaged' | 'defect';

/** By primary result code, see sqlite.org/rescode.html. */
const FAILURES: Readonly<Record<number, Failure>> = {
  3: 'denied', // PERM
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  7: 'unavailable', // NOMEM
  8: 'denied', // READONLY
  10: 'unavailable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'unavailable', // FULL: the disk, or SPOOL_MAX_MIB
  14: 'denied', // CANTOPEN
  15: 'locked', // PROTOCOL: lost a race for the write-ahead log
  26: 'damaged', // NOTADB
};

export function failureOf(error: unknown): Failure {
  const code = (error as { errcode?: number } | null)?.errcode;
  return code === undefined ? 'defect' : (FAILURES[code & 0xff] ?? 'defect');
}
