import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../usage-error.js';

const LOCK = /^run\.(\d+)\.(\w+)\.pid$/;

/**
 * Keeps every other run out of a results folder. Each process has a lock of its own name and then looks for others: of two
 * that come at once, neither may get in, but never both. What a killed run left behind is removed.
 *
 * @returns what gives the folder free again
 * @throws UsageError while another run is in progress
 */
export async function lockRun(folder: string): Promise<() => Promise<void>> {
  const own = await lockNameOf(process.pid);
  const release = () => rm(join(folder, own), { force: true });
  try {
    await writeFile(join(folder, own), '', { flag: 'wx' });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? inProgress(folder, process.pid) : error;
  }
  for (const lock of await locksIn(folder)) {
    if (lock === own) continue;
    if (!(await isHeld(lock))) {
      await rm(join(folder, lock), { force: true });
      continue;
    }
    await release();
    throw inProgress(folder, pidOf(lock));
  }
  return release;
}

/** The process id of the run that is in progress in a results folder; null where there is none. */
export async function runningIn(folder: string): Promise<number | null> {
  for (const lock of await locksIn(folder)) if (await isHeld(lock)) return pidOf(lock);
  return null;
}

/** Has the start of the process in it, which tells it from a later one of the same number. */
export async function lockNameOf(pid: number): Promise<string> {
  return `run.${pid}.${await startOf(pid)}.pid`;
}

async function locksIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => LOCK.test(name));
}

async function isHeld(lock: string): Promise<boolean> {
  const pid = pidOf(lock);
  return isAlive(pid) && (await lockNameOf(pid)) === lock;
}

function pidOf(lock: string): number {
  return Number(LOCK.exec(lock)![1]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** In ticks since the machine started, on Linux. The name of a process may have blanks and brackets, so it is cut first. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown';
}

function inProgress(folder: string, pid: number): UsageError {
  return new UsageError(`This run is in progress (pid ${pid}): ${folder}. Wait until it ends, or stop it with Ctrl-C.`);
}
