import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the pid of the supervisor: tells whose a folder was that a killed supervisor left in the temporary folder. */
export const SPOOL_PREFIX = 'fleetlab-queue-';

/** Where the queue of a group keeps its jobs. */
export interface QueueSpool {
  readonly file: string;
  /** Removes what nobody asked to keep. */
  remove(): void;
}

/** @param folder where the jobs are kept beyond the life of the group; without one they go with it */
export function createSpool(folder?: string): QueueSpool {
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    return { file: join(folder, 'queue.db'), remove: () => {} };
  }
  const temporary = mkdtempSync(join(tmpdir(), `${SPOOL_PREFIX}${process.pid}-`));
  return { file: join(temporary, 'queue.db'), remove: () => rmSync(temporary, { recursive: true, force: true }) };
}
