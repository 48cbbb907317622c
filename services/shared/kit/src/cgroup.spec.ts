import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { availableCores, readCgroupCpu } from './cgroup.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cgroup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('the CPU limit of a control group', () => {
  it('is quota over period in version 2', () => {
    write('cpu.max', '50000 100000\n');
    write('cpu.stat', 'usage_usec 1\nnr_periods 10\nnr_throttled 4\nthrottled_usec 1500000\n');
    expect(readCgroupCpu(root)).toEqual({ limitCores: 0.5, periods: 10, throttledPeriods: 4, throttledSeconds: 1.5 });
  });

  it('is none where version 2 says max', () => {
    write('cpu.max', 'max 100000\n');
    expect(readCgroupCpu(root).limitCores).toBeNull();
  });

  it('is quota over period in version 1, with throttled time in nanoseconds', () => {
    write('cpu/cpu.cfs_quota_us', '150000\n');
    write('cpu/cpu.cfs_period_us', '100000\n');
    write('cpu/cpu.stat', 'nr_periods 3\nnr_throttled 1\nthrottled_time 250000000\n');
    expect(readCgroupCpu(root)).toEqual({ limitCores: 1.5, periods: 3, throttledPeriods: 1, throttledSeconds: 0.25 });
  });

  it('is none where version 1 has a quota of -1', () => {
    write('cpu/cpu.cfs_quota_us', '-1\n');
    write('cpu/cpu.cfs_period_us', '100000\n');
    expect(readCgroupCpu(root).limitCores).toBeNull();
  });

  it('is none outside of a control group', () => {
    expect(readCgroupCpu(root)).toEqual({
      limitCores: null,
      periods: null,
      throttledPeriods: null,
      throttledSeconds: null,
    });
  });
});

describe('the cores that a process may use', () => {
  const limited = (limitCores: number | null) => ({ ...readCgroupCpu(root), limitCores });

  it('are at least one under a limit below one core', () => {
    expect(availableCores(limited(0.5))).toBe(1);
  });

  it('are those of the scheduler without a limit, or with one above them', () => {
    expect(availableCores(limited(null))).toBe(availableParallelism());
    expect(availableCores(limited(10_000))).toBe(availableParallelism());
  });
});
