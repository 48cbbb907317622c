import { readFile } from 'node:fs/promises';

const ZOMBIE = 'Z';

/** Whether there is such a process. One that was killed and that its parent has not yet taken notice of is none any more. */
export async function isRunning(pid: number): Promise<boolean> {
  return isThere(pid) && (await statOf(pid))[0] !== ZOMBIE;
}

/** In ticks since the machine started, on Linux: what tells a process from a later one of the same number. */
export async function startOf(pid: number): Promise<string> {
  return (await statOf(pid))[19] ?? 'unknown';
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** From the state on, see proc_pid_stat(5). The name of a process may have blanks and brackets, so it is cut first. */
async function statOf(pid: number): Promise<readonly string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
