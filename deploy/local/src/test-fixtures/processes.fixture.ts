import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** The processes whose environment has this mark, which every process inherits from the one that started it. */
export async function processesMarked(mark: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
  return pids.filter((_, i) => environments[i]!.includes(mark)).map(Number);
}

/** Waits until none is left. Where some stay, it is the test's time limit that says so. */
export async function untilNoneIsMarked(mark: string): Promise<void> {
  while ((await processesMarked(mark)).length > 0) await delay(20);
}
