import { describe, expect, it } from '@jest/globals';
import { welchInterval } from './welch.js';

describe('the interval of a difference', () => {
  it('is as worked out by hand', () => {
    // Means 5 and 6, variances 1 and 4, n = 3 and 3: error^2 = 5/3, df = (5/3)^2 / ((1/3)^2/2 + (4/3)^2/2) = 2.9412, t = 3.2187.
    const [low, high] = welchInterval([4, 5, 6], [4, 6, 8]);
    expect(low).toBeCloseTo(1 - 3.2187 * Math.sqrt(5 / 3), 2);
    expect(high).toBeCloseTo(1 + 3.2187 * Math.sqrt(5 / 3), 2);
  });

  it('has no width where neither sample varies', () => {
    expect(welchInterval([5, 5, 5], [7, 7, 7])).toEqual([2, 2]);
  });
});
