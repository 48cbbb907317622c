import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** What a figure was measured on: printed with each. */
export interface Machine {
  readonly cpu: string;
  /** What this process may use, not what the machine has. */
  readonly cores: number;
  readonly node: string;
  /** The core that a server has to itself, and the one of the generator; null where nothing can be pinned. */
  readonly pinned: { readonly server: number; readonly generator: number } | null;
}

export function thisMachine(): Machine {
  const cores = availableParallelism();
  const [server, generator] = allowedCores();
  const canPin = server !== undefined && generator !== undefined && hasTaskset();
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores,
    node: process.version,
    pinned: canPin ? { server, generator } : null,
  };
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
