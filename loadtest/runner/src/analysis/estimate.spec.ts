import { describe, expect, it } from '@jest/globals';
import { estimate } from './estimate.js';

describe('an estimate', () => {
  it('is the mean and t x s / sqrt(n) either side of it', () => {
    // s = 1, so the half-width is 4.30265 / sqrt(3).
    const { mean, ci95 } = estimate([9, 10, 11])!;
    expect(mean).toBe(10);
    expect(ci95![0]).toBeCloseTo(10 - 2.48414, 4);
    expect(ci95![1]).toBeCloseTo(10 + 2.48414, 4);
  });

  it('has no interval below three values', () => {
    expect(estimate([9, 11])).toEqual({ mean: 10, ci95: null });
    expect(estimate([9])).toEqual({ mean: 9, ci95: null });
  });

  it('is nothing without values', () => {
    expect(estimate([])).toBeNull();
  });
});
