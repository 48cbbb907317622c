import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** What a figure was measured on: printed with each. */
export interface Machine {
  readonly cpu: string;
  /** What this process may use, not what the machine has. */
  readonly cores: number;
  readonly node: string;
}

/** A core for the server alone, and one for the generator. */
export interface Pinning {
  readonly server: number;
  readonly generator: number;
}

export function thisMachine(): Machine {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version };
}

/** null where there are not two cores, or no taskset to pin with. */
export function findPinning(): Pinning | null {
  const [server, generator] = allowedCores();
  return server !== undefined && generator !== undefined && hasTaskset() ? { server, generator } : null;
}

/** Linux only. A container may be held to any of the machine's cores, so 0 and 1 cannot be taken for granted. */
function allowedCores(): number[] {
  if (process.platform !== 'linux') return [];
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
}

function hasTaskset(): boolean {
  return spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;
}
