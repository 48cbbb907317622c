import { describe, expect, it } from '@jest/globals';
import { brokenPromises, compare, median } from './comparison.js';
import type { Side } from './interleave.js';

const facts = { name: 'floor', promise: { ratio: 0.8 }, counted: 'answers' };

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

describe('a promise', () => {
  const kept = compare(side('generator', [90]), side('schedule', [100]), {
    ...facts,
    promise: { ratio: 0.9, below: { cpuUs: 12_000 } },
  });

  it('is kept by a ratio that reaches it and by figures that stay below theirs', () => {
    expect(brokenPromises(kept)).toEqual([]);
  });

  it('is broken by a lower ratio, by a higher figure, and by what is no number', () => {
    const { measured } = kept;
    expect(brokenPromises({ ...kept, ratio: 0.89 })).toEqual(['floor 0.890, promised at least 0.9']);
    expect(brokenPromises({ ...kept, measured: { ...measured, cpuUs: 12_000 } })).toEqual([
      'floor cpuUs 12000.0, promised below 12000',
    ]);
    expect(brokenPromises({ ...kept, ratio: Number.NaN, measured: { ...measured, cpuUs: null } })).toHaveLength(2);
  });
});
