import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@fleetlab/workloads';
import { scheduleArrivals, schedulePhases } from './arrivals.js';

describe('uniform arrivals', () => {
  it('are one gap apart and end before the end', () => {
    const arrivals = scheduleArrivals({ ratePerSecond: 100, arrivals: 'uniform' }, 50, Math.random);
    expect([...arrivals]).toEqual([0, 10, 20, 30, 40]);
  });

  it('do not drift over many requests', () => {
    const arrivals = scheduleArrivals({ ratePerSecond: 3000, arrivals: 'uniform' }, 10_000, Math.random);
    expect(arrivals).toHaveLength(30_000);
    expect(arrivals.at(-1)).toBeCloseTo(29_999 / 3, 6);
  });
});

describe('Poisson arrivals', () => {
  const order = { ratePerSecond: 1000, arrivals: 'poisson' } as const;

  it('come at the rate asked for, in gaps that vary as much as they are long', () => {
    const arrivals = scheduleArrivals(order, 10_000, seededRandom(5));
    const gaps = arrivals.slice(1).map((at, index) => at - arrivals[index]!);
    const mean = gaps.reduce((sum, gap) => sum + gap) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(mean).toBeCloseTo(1, 1);
    expect(deviation).toBeCloseTo(1, 1);
  });

  it('are the same for the same seed', () => {
    expect(scheduleArrivals(order, 100, seededRandom(5))).toEqual(scheduleArrivals(order, 100, seededRandom(5)));
  });
});

describe('arrivals of phases', () => {
  it('follow each other, each phase evenly from its own beginning', () => {
    const phases = [
      { ratePerSecond: 2, forMs: 1000 },
      { ratePerSecond: 4, forMs: 500 },
      { ratePerSecond: 1, forMs: 1500 },
    ];
    expect([...schedulePhases(phases)]).toEqual([0, 500, 1000, 1250, 1500, 2500]);
  });
});
