import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { groupFolders, groupPaths } from './cgroup-path.js';

/** CPU limit and throttling of this process's control group; nulls outside of one, or without a limit. */
export interface CgroupCpu {
  readonly limitCores: number | null;
  readonly periods: number | null;
  readonly throttledPeriods: number | null;
  readonly throttledSeconds: number | null;
}

/** Most systems mount the two controllers together, and not all leave a link under the name of one. */
const V1_MOUNTS = ['cpu', 'cpu,cpuacct', 'cpuacct,cpu'];

const NO_LIMIT: CgroupCpu = { limitCores: null, periods: null, throttledPeriods: null, throttledSeconds: null };

/**
 * Reads cgroup v2, else v1. Where a group around this process's own allows less than that, its limit is the one that
 * holds, and its throttling is what is felt.
 *
 * @param root where control groups are mounted; in a container mostly with its own group in the place of the root
 * @param membership the file that says in which groups this process is
 */
export function readCgroupCpu(root = '/sys/fs/cgroup', membership = '/proc/self/cgroup'): CgroupCpu {
  const paths = groupPaths(read(membership));
  return (
    tightest(groupFolders(root, paths.get('')).map(readV2)) ??
    tightest(V1_MOUNTS.flatMap((mount) => groupFolders(`${root}/${mount}`, paths.get('cpu'))).map(readV1)) ??
    NO_LIMIT
  );
}

/** Cores that this process may use: what the scheduler allows, and no more than the CPU limit rounded up. At least 1. */
export function availableCores(cpu: CgroupCpu = readCgroupCpu()): number {
  const schedulable = availableParallelism();
  return Math.max(1, Math.min(schedulable, Math.ceil(cpu.limitCores ?? schedulable)));
}

/** The one with the lowest limit; where none has a limit, the process's own. */
function tightest(ownFirst: readonly (CgroupCpu | undefined)[]): CgroupCpu | undefined {
  const groups = ownFirst.filter((group) => group !== undefined);
  const limits = groups.flatMap(({ limitCores }) => limitCores ?? []);
  return groups.find(({ limitCores }) => limitCores === Math.min(...limits)) ?? groups[0];
}

/** `cpu.max` is "quota period" in microseconds, or "max period"; see the kernel's cgroup-v2 document. */
function readV2(group: string): CgroupCpu | undefined {
  const max = read(`${group}/cpu.max`);
  const stat = keyValues(read(`${group}/cpu.stat`));
  if (max === undefined && stat.usage_usec === undefined) return undefined;
  const [quota, period] = (max ?? 'max 100000').trim().split(' ').map(Number);
  return {
    limitCores: quota !== undefined && period !== undefined && quota > 0 ? quota / period : null,
    periods: stat.nr_periods ?? null,
    throttledPeriods: stat.nr_throttled ?? null,
    throttledSeconds: stat.throttled_usec === undefined ? null : stat.throttled_usec / 1e6,
  };
}

/** A quota of -1 means no limit; throttled time is in nanoseconds. */
function readV1(group: string): CgroupCpu | undefined {
  const quota = Number(read(`${group}/cpu.cfs_quota_us`) ?? NaN);
  const period = Number(read(`${group}/cpu.cfs_period_us`) ?? NaN);
  const stat = keyValues(read(`${group}/cpu.stat`));
  if (Number.isNaN(quota) && stat.nr_periods === undefined) return undefined;
  return {
    limitCores: quota > 0 && period > 0 ? quota / period : null,
    periods: stat.nr_periods ?? null,
    throttledPeriods: stat.nr_throttled ?? null,
    throttledSeconds: stat.throttled_time === undefined ? null : stat.throttled_time / 1e9,
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function keyValues(text = ''): Record<string, number | undefined> {
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([key, value]) => [key, Number(value)]),
  );
}
