import type { Usage } from '../../trial/trial.js';
import { readProcessTrees, readResidentKiB } from './process-tree.js';

/** CPU and memory of these processes and all that they started; null where the system does not tell. */
export async function readUsage(roots: readonly number[]): Promise<Usage | null> {
  const processes = await readProcessTrees(roots);
  if (!processes) return null;
  const residentKiB = await Promise.all(processes.map(({ pid }) => readResidentKiB(pid)));
  return { cpuMs: sum(processes.map(({ cpuMs }) => cpuMs)), rssMiB: sum(residentKiB) / 1024 };
}

function sum(values: readonly number[]) {
  return values.reduce((total, value) => total + value, 0);
}
