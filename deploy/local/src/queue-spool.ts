import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the pid of the supervisor: tells whose a folder was that a killed supervisor left in the temporary folder. */
export const SPOOL_PREFIX = 'fleetlab-queue-';

/** Where the queue of a group keeps its jobs. */
export interface QueueSpool {
  readonly file: string;
  remove(): void;
}

/** A fresh one: nothing of it is left when the group has closed. What killed supervisors left behind goes first. */
export function createSpool(): QueueSpool {
  removeLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${SPOOL_PREFIX}${process.pid}-`));
  return { file: join(folder, 'queue.spool'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(SPOOL_PREFIX))) {
    const pid = Number.parseInt(name.slice(SPOOL_PREFIX.length), 10);
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** Signal 0 asks without sending; a process of somebody else is alive too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
