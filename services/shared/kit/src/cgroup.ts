import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** CPU limit and throttling of this process's control group; nulls outside of one, or without a limit. */
export interface CgroupCpu {
  readonly limitCores: number | null;
  readonly periods: number | null;
  readonly throttledPeriods: number | null;
  readonly throttledSeconds: number | null;
}

const NO_LIMIT: CgroupCpu = { limitCores: null, periods: null, throttledPeriods: null, throttledSeconds: null };

/** Reads cgroup v2, else v1, below `root`. In a container its own group is mounted there. */
export function readCgroupCpu(root = '/sys/fs/cgroup'): CgroupCpu {
  return readV2(root) ?? readV1(root) ?? NO_LIMIT;
}

/** Cores that this process may use: what the scheduler allows, and no more than the CPU limit rounded up. At least 1. */
export function availableCores(cpu: CgroupCpu = readCgroupCpu()): number {
  const schedulable = availableParallelism();
  return Math.max(1, Math.min(schedulable, Math.ceil(cpu.limitCores ?? schedulable)));
}

/** `cpu.max` is "quota period" in microseconds, or "max period"; see the kernel's cgroup-v2 document. */
function readV2(root: string): CgroupCpu | undefined {
  const max = read(`${root}/cpu.max`);
  const stat = keyValues(read(`${root}/cpu.stat`));
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
function readV1(root: string): CgroupCpu | undefined {
  const quota = Number(read(`${root}/cpu/cpu.cfs_quota_us`) ?? NaN);
  const period = Number(read(`${root}/cpu/cpu.cfs_period_us`) ?? NaN);
  const stat = keyValues(read(`${root}/cpu/cpu.stat`));
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
