import { describe, expect, it } from '@jest/globals';
import type { Usage } from './trial.js';
import { sumOfUsage, usedBetween } from './used-between.js';

const usage = (cpuMs: number, periods?: number, throttledPeriods = 0) => ({
  cpuMs,
  rssMiB: 80,
  ...(periods !== undefined && { throttling: { periods, throttledPeriods, throttledMs: throttledPeriods * 40 } }),
});

const pods = (byPod: Record<string, Usage>) => ({ ...sumOfUsage(Object.values(byPod)), byPod });

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

  it('is counted pod by pod: one that came between has used all of its own', () => {
    const open = pods({ one: usage(100, 50, 10) });
    const close = pods({ one: usage(350, 100, 40), new: usage(70, 20, 5) });
    expect(usedBetween(open, close)).toEqual({
      cpuMs: 320,
      rssMiB: 160,
      throttling: { periods: 70, throttledPeriods: 35, throttledMs: 1400 },
    });
  });

  it('is not known where a pod went between, whatever others used', () => {
    const open = pods({ one: usage(100), gone: usage(50) });
    expect(usedBetween(open, pods({ one: usage(350), new: usage(70) }))).toBeNull();
    expect(usedBetween(pods({ one: usage(100) }), pods({ one: usage(20), new: usage(500) }))).toBeNull();
  });
});
