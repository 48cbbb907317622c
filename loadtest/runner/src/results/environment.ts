import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PACKAGE_FOLDER } from '../package-folder.js';
import type { Environment } from './summary.js';

/** What a result depends on besides the experiment. */
export async function collectEnvironment(target: string, generator: string): Promise<Environment> {
  return {
    fleetlab: await ownVersion(),
    node: process.versions.node,
    os: `${type()} ${release()} ${process.arch}`,
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    // The affinity mask and the CPU quota of the cgroup, v1 or v2, whichever is less, in whole cores (libuv 1.52).
    cores: availableParallelism(),
    memoryMiB: Math.round(memoryLimitBytes() / 2 ** 20),
    target,
    generator,
    commit: await ownCommit(),
  };
}

async function ownVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('package.json', PACKAGE_FOLDER), 'utf8')) as { version: string };
  return manifest.version;
}

/** The limit of the cgroup where there is one: 0 and numbers beyond the machine's memory mean there is none. */
function memoryLimitBytes(): number {
  return Math.min(process.constrainedMemory() || Infinity, totalmem());
}

/** The commit, with `-dirty` where files differ from it; null outside a git work tree. */
async function ownCommit(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'],
      { cwd: fileURLToPath(PACKAGE_FOLDER) },
    );
    return stdout.trim();
  } catch {
    return null;
  }
}
