import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the pid of the supervisor: tells whose a folder was that a killed supervisor left in the temporary folder. */
export const SPOOL_PREFIX = 'fleetlab-queue-';

/** Where the queue of a group keeps its jobs. */
export interface QueueSpool {
  readonly file: string;
  remove(): void;
}

/** A fresh one: nothing of it is left when the group has closed. */
export function createSpool(): QueueSpool {
  const folder = mkdtempSync(join(tmpdir(), `${SPOOL_PREFIX}${process.pid}-`));
  return { file: join(folder, 'queue.spool'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
