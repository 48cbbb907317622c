import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  const temporary = mkdtempSync(join(tmpdir(), 'fleetlab-queue-'));
  return { file: join(temporary, 'queue.db'), remove: () => rmSync(temporary, { recursive: true, force: true }) };
}
