import { readdir, readFile } from 'node:fs/promises';

interface ProcessStat {
  readonly pid: number;
  readonly parentPid: number;
  /** User and system time since it began. */
  readonly cpuMs: number;
}

/** Linux counts CPU time for programs in hundredths of a second, whatever the kernel's own tick. */
const MS_PER_TICK = 10;

/**
 * These processes and all that they started, and what those started, now.
 *
 * @returns null where there is no /proc to ask
 */
export async function readProcessTrees(roots: readonly number[]): Promise<readonly ProcessStat[] | null> {
  const all = await readAllStats();
  if (!all) return null;
  const children = Map.groupBy(all, ({ parentPid }) => parentPid);
  const tree = all.filter(({ pid }) => roots.includes(pid));
  // Grows while it is walked: the children of those found last come next.
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Resident memory in KiB; 0 for a process that has ended. */
export async function readResidentKiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}

async function readAllStats(): Promise<ProcessStat[] | null> {
  const entries = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(
    entries.filter((entry) => /^\d+$/.test(entry)).map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  );
  const parsed = stats.filter((stat) => stat !== '').map(parseStat);
  return parsed.length === 0 ? null : parsed;
}

/** `12 (a name) S 11 …`, see proc_pid_stat(5). The name may hold blanks and brackets, so fields are counted after it. */
export function parseStat(stat: string): ProcessStat {
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(afterName[number - 3]);
  return { pid: Number.parseInt(stat, 10), parentPid: field(4), cpuMs: (field(14) + field(15)) * MS_PER_TICK };
}
