import { describe, expect, it } from '@jest/globals';
import { goodTrial } from '../../fixtures/good-evidence.js';
import { summariseUsage } from './usage-summary.js';

describe('what the services of a cell used', () => {
  it('is added up over the windows in which it was seen', () => {
    const trials = [
      goodTrial({ usage: { cpuMs: 9000, rssMiB: 80 } }),
      goodTrial({ usage: { cpuMs: 7000, rssMiB: 100 } }),
      goodTrial({ usage: null, generator: { scheduled: 1, started: 1, lagP99Ms: 0, loopUtilization: 0.7 } }),
    ];
    expect(summariseUsage(trials)).toEqual({
      cpuMsPerRequest: 8,
      rssMiB: 90,
      coresUsed: 1.6,
      throttledShare: null,
      generatorUtilization: 0.7,
    });
  });

  it('is throttled by the share of periods of all trials together', () => {
    const usage = (periods: number, throttledPeriods: number) =>
      goodTrial({ usage: { cpuMs: 1, rssMiB: 1, throttling: { periods, throttledPeriods, throttledMs: 0 } } });
    expect(summariseUsage([usage(30, 30), usage(50, 10), goodTrial()]).throttledShare).toBe(0.5);
    expect(summariseUsage([usage(0, 0)]).throttledShare).toBeNull();
  });

  it('is not known where nothing was seen', () => {
    expect(summariseUsage([goodTrial({ usage: null })])).toMatchObject({
      cpuMsPerRequest: null,
      coresUsed: null,
      rssMiB: null,
    });
    expect(summariseUsage([]).generatorUtilization).toBeNull();
  });
});
