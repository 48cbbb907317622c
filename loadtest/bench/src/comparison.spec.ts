import { describe, expect, it } from '@jest/globals';
import { compare, median } from './comparison.js';
import type { Side } from './interleave.js';

const facts = { name: 'floor', least: 0.8, counted: 'answers' };

function side(what: string, perSecond: readonly number[]): Side {
  const readings = perSecond.map((value) => ({ perSecond: value, cpuUs: 1_000_000 / value }));
  return { contender: { what, measure: () => Promise.resolve({ perSecond: 0 }) }, readings };
}

describe('compare', () => {
  it('takes the ratio of each round before the median, so that a slow round is slow for both', () => {
    const comparison = compare(side('kit', [90, 9, 80]), side('bare', [100, 10, 100]), facts);

    expect(comparison).toMatchObject({ ...facts, ratio: 0.9, spread: [0.8, 0.9], rounds: 3 });
  });

  it('gives the median of each absolute value beside it', () => {
    const { measured, against } = compare(side('kit', [90, 9, 80]), side('bare', [100, 10, 100]), facts);

    expect(measured).toEqual({ what: 'kit', perSecond: 80, cpuUs: 12_500 });
    expect(against).toEqual({ what: 'bare', perSecond: 100, cpuUs: 10_000 });
  });
});

describe('median', () => {
  it('is the mean of the middle two of an even number of values', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
