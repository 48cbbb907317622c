import { describe, expect, it } from '@jest/globals';
import { histogram } from '../../fixtures/simulated-trial.js';
import { mergePercentiles } from './percentiles.js';

describe('merged percentiles', () => {
  const quick = Array.from({ length: 900 }, (_, i) => 10 + i / 100);
  const slow = Array.from({ length: 100 }, (_, i) => 500 + i);

  it('are those of all values together, to three digits', () => {
    const all = [...quick, ...slow].sort((a, b) => a - b);
    const nearestRank = (percentile: number) => all[Math.ceil((percentile / 100) * all.length) - 1]!;
    const merged = mergePercentiles([histogram(quick), histogram(slow)])!;
    for (const [percentile, value] of [
      [50, merged.p50],
      [90, merged.p90],
      [95, merged.p95],
      [99, merged.p99],
    ] as const) {
      expect(Math.abs(value / nearestRank(percentile) - 1)).toBeLessThan(0.001);
    }
    expect(merged.min).toBeCloseTo(10, 2);
    expect(Math.abs(merged.max / 599 - 1)).toBeLessThan(0.001);
    expect(Math.abs(merged.mean / (all.reduce((sum, ms) => sum + ms, 0) / all.length) - 1)).toBeLessThan(0.001);
  });

  it('are not the average of those of each trial', () => {
    const ofEach = [quick, slow].map((values) => mergePercentiles([histogram(values)])!.p95);
    const averaged = (ofEach[0]! + ofEach[1]!) / 2;
    expect(Math.abs(mergePercentiles([histogram(quick), histogram(slow)])!.p95 - averaged)).toBeGreaterThan(100);
  });

  it('count requests that took no time at all', () => {
    expect(mergePercentiles([histogram([0, 0, 0, 0.005])])).toMatchObject({ min: 0, p50: 0, max: 0.005 });
  });

  it('are nothing where nothing was recorded', () => {
    expect(mergePercentiles([histogram([]), histogram([])])).toBeNull();
    expect(mergePercentiles([])).toBeNull();
  });
});
