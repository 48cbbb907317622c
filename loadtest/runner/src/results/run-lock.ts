import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage-error.js';
import { isRunning, startOf } from './process-state.js';

const LOCK = /^run\.(\d+)\.(\w+)\.(.+)\.pid$/;
const RENEW_MS = 5_000;
/** A run on another host that has not renewed its lock for this long is none; clocks of two hosts differ by less. */
const SILENT_MS = 60_000;

/**
 * Keeps every other run out of a results folder. Each process has a lock of its own name and then looks for others: of two
 * that come at once, neither may get in, but never both. What a killed run left behind is removed.
 *
 * @returns what gives the folder free again
 * @throws UsageError while another run is in progress
 */
export async function lockRun(folder: string): Promise<() => Promise<void>> {
  const own = await lockNameOf(process.pid);
  const path = join(folder, own);
  try {
    await writeFile(path, '', { flag: 'wx' });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? inProgress(folder, own) : error;
  }
  const stopRenewing = keepRenewing(path);
  const release = () => {
    stopRenewing();
    return rm(path, { force: true });
  };
  for (const lock of await locksIn(folder)) {
    if (lock === own) continue;
    if (!(await isHeld(folder, lock))) {
      await rm(join(folder, lock), { force: true });
      continue;
    }
    await release();
    throw inProgress(folder, lock);
  }
  return release;
}

/** The process that runs in a results folder, in words, with its host where that is another; null where there is none. */
export async function runningIn(folder: string): Promise<string | null> {
  for (const lock of await locksIn(folder)) if (await isHeld(folder, lock)) return processOf(lock);
  return null;
}

/** Has the start of the process in it, which tells it from a later one of the same number, and the host that numbered it. */
export async function lockNameOf(pid: number): Promise<string> {
  return `run.${pid}.${await startOf(pid)}.${hostname()}.pid`;
}

async function locksIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => LOCK.test(name));
}

/** A process here is looked for; of one elsewhere, in another pod for instance, only its sign of life is seen. */
async function isHeld(folder: string, lock: string): Promise<boolean> {
  const { pid, host } = partsOf(lock);
  if (host === hostname()) return (await isRunning(pid)) && (await lockNameOf(pid)) === lock;
  const { mtimeMs } = await stat(join(folder, lock)).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < SILENT_MS;
}

/** Where it cannot be renewed the results cannot be written either, and that is said. */
function keepRenewing(path: string): () => void {
  const renew = () => void utimes(path, new Date(), new Date()).catch(() => undefined);
  const timer = setInterval(renew, RENEW_MS).unref();
  return () => clearInterval(timer);
}

function partsOf(lock: string): { readonly pid: number; readonly host: string } {
  const [, pid, , host] = LOCK.exec(lock)!;
  return { pid: Number(pid), host: host! };
}

function processOf(lock: string): string {
  const { pid, host } = partsOf(lock);
  return host === hostname() ? `pid ${pid}` : `pid ${pid} on ${host}`;
}

function inProgress(folder: string, lock: string): UsageError {
  const { host } = partsOf(lock);
  const orKilled = host === hostname() ? '' : ' One that was killed there counts as ended after a minute.';
  return new UsageError(
    `This run is in progress (${processOf(lock)}): ${folder}. Wait until it ends, or stop it with Ctrl-C.${orKilled}`,
  );
}
