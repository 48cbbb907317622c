import { describe, expect, it } from '@jest/globals';
import { cpuShare } from './cpu-share.js';

const at = (atMs: number, cpuMs: number) => ({ atMs, cpuMs, cores: 2 });

describe('the share of the CPU that k6 used', () => {
  it('is that of the busiest', () => {
    expect(cpuShare([at(0, 0), at(0, 0)], [at(1000, 500), at(1000, 1500)])).toBe(0.75);
  });

  it('is not known where one was not seen at both ends', () => {
    expect(cpuShare([null], [null])).toBeNull();
    expect(cpuShare([null], [at(1000, 500)])).toBeNull();
    expect(cpuShare([at(0, 0), at(0, 0)], [at(1000, 500), at(0, 0)])).toBeNull();
  });
});
