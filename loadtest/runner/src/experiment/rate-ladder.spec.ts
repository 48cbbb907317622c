import { describe, expect, it } from '@jest/globals';
import { rateLadder } from './rate-ladder.js';

describe('the rates of a search', () => {
  it('grow by the same share from the lowest to exactly the highest', () => {
    expect(rateLadder(10, 15, 1.1)).toEqual([10, 11, 12.1, 13.3, 14.6, 15]);
    expect(rateLadder(10, 40, 2)).toEqual([10, 20, 40]);
    expect(rateLadder(10, 80, 1.04)).toHaveLength(55);
  });

  it('are each there once, where a step is less than their digits', () => {
    const rates = rateLadder(1000, 1100, 1.001);
    expect(new Set(rates).size).toBe(rates.length);
  });
});
