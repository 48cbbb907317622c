import { describe, expect, it } from '@jest/globals';
import { usedBetween } from './used-between.js';

const usage = (cpuMs: number, periods?: number, throttledPeriods = 0) => ({
  cpuMs,
  rssMiB: 80,
  ...(periods !== undefined && { throttling: { periods, throttledPeriods, throttledMs: throttledPeriods * 40 } }),
});

describe('what was used between two readings', () => {
  it('is the difference of what only grows, and the memory of the later one', () => {
    expect(usedBetween({ ...usage(100), rssMiB: 60 }, usage(350))).toEqual({ cpuMs: 250, rssMiB: 80 });
    expect(usedBetween(usage(100, 50, 10), usage(350, 100, 40))).toEqual({
      cpuMs: 250,
      rssMiB: 80,
      throttling: { periods: 50, throttledPeriods: 30, throttledMs: 1200 },
    });
  });

  it('is not known where a service died between', () => {
    expect(usedBetween(usage(350), usage(100))).toBeNull();
    expect(usedBetween(usage(100), null)).toBeNull();
    expect(usedBetween(usage(100, 80), usage(350, 20))).toEqual({ cpuMs: 250, rssMiB: 80 });
  });
});
