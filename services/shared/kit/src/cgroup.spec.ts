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

function readCpu() {
  return readCgroupCpu(root, join(root, 'membership'));
}

describe('the CPU limit of a control group', () => {
  it('is quota over period in version 2', () => {
    write('cpu.max', '50000 100000\n');
    write('cpu.stat', 'usage_usec 1\nnr_periods 10\nnr_throttled 4\nthrottled_usec 1500000\n');
    expect(readCpu()).toEqual({ limitCores: 0.5, periods: 10, throttledPeriods: 4, throttledSeconds: 1.5 });
  });

  it('is none where version 2 says max', () => {
    write('cpu.max', 'max 100000\n');
    expect(readCpu().limitCores).toBeNull();
  });

  it('is quota over period in version 1, with throttled time in nanoseconds', () => {
    write('cpu/cpu.cfs_quota_us', '150000\n');
    write('cpu/cpu.cfs_period_us', '100000\n');
    write('cpu/cpu.stat', 'nr_periods 3\nnr_throttled 1\nthrottled_time 250000000\n');
    expect(readCpu()).toEqual({ limitCores: 1.5, periods: 3, throttledPeriods: 1, throttledSeconds: 0.25 });
  });

  it('is none where version 1 has a quota of -1', () => {
    write('cpu/cpu.cfs_quota_us', '-1\n');
    write('cpu/cpu.cfs_period_us', '100000\n');
    expect(readCpu().limitCores).toBeNull();
  });

  it.each(['cpu,cpuacct', 'cpuacct,cpu'])('is found in version 1 where %s is mounted', (mount) => {
    write(`${mount}/cpu.cfs_quota_us`, '50000\n');
    write(`${mount}/cpu.cfs_period_us`, '100000\n');
    expect(readCpu().limitCores).toBe(0.5);
  });

  it("is that of the process's own group, not of the root", () => {
    write('membership', '0::/fleet.slice/async.service\n');
    write('cpu.stat', 'usage_usec 1\n');
    write('fleet.slice/async.service/cpu.max', '200000 100000\n');
    expect(readCpu().limitCores).toBe(2);
  });

  it("is that of version 1's own group, by the controller that has it", () => {
    write('membership', '4:memory:/elsewhere\n3:cpu,cpuacct:/pod/async\n0::/\n');
    write('cpu,cpuacct/cpu.cfs_quota_us', '-1\n');
    write('cpu,cpuacct/pod/async/cpu.cfs_quota_us', '50000\n');
    write('cpu,cpuacct/pod/async/cpu.cfs_period_us', '100000\n');
    expect(readCpu().limitCores).toBe(0.5);
  });

  it('is that of the group around it where that allows less, with the throttling of that group', () => {
    write('membership', '0::/pod/async\n');
    write('pod/async/cpu.max', '200000 100000\n');
    write('pod/cpu.max', '50000 100000\n');
    write('pod/cpu.stat', 'usage_usec 1\nnr_periods 7\n');
    expect(readCpu()).toMatchObject({ limitCores: 0.5, periods: 7 });
  });

  it.each(['/kubepods/pod1/async', '/../../async'])(
    'is that of the root where the own group is mounted there and has the path %s elsewhere',
    (path) => {
      write('membership', `0::${path}\n`);
      write('cpu.max', '50000 100000\n');
      expect(readCpu().limitCores).toBe(0.5);
    },
  );

  it('is none outside of a control group', () => {
    expect(readCpu()).toEqual({
      limitCores: null,
      periods: null,
      throttledPeriods: null,
      throttledSeconds: null,
    });
  });
});

describe('the cores that a process may use', () => {
  const limited = (limitCores: number | null) => ({ ...readCpu(), limitCores });

  it('are at least one under a limit below one core', () => {
    expect(availableCores(limited(0.5))).toBe(1);
  });

  it('are those of the scheduler without a limit, or with one above them', () => {
    expect(availableCores(limited(null))).toBe(availableParallelism());
    expect(availableCores(limited(10_000))).toBe(availableParallelism());
  });
});
