import { describe, expect, it } from '@jest/globals';
import { mixed } from './mixed.js';

const COUNT = 20_000;
/** What that many seeds ask for, without waiting for it. */
const waits = Array.from({ length: COUNT }, (_, seed) => mixed.requestedMs({ seed, ms: 100, n: 2 })).filter(
  (ms) => ms !== undefined,
);

describe('mixed', () => {
  it('answers the same for the same seed, and something else for another', () => {
    const answers = [1, 2, 3, 4, 1].map((seed) => JSON.stringify(mixed.answer({ seed, ms: 3000, n: 250 })));
    expect(answers[4]).toBe(answers[0]);
    expect(new Set(answers).size).toBe(4);
  });

  it('waits for four seeds of five and computes for one', () => {
    expect(waits.length / COUNT).toBeCloseTo(0.8, 1);
  });

  it('waits about the mean that was asked for', () => {
    const mean = waits.reduce((sum, ms) => sum + ms, 0) / waits.length;
    expect(mean).toBeGreaterThan(95);
    expect(mean).toBeLessThan(105);
  });

  it('has a heavy tail that ends at 20 times the mean', () => {
    const sorted = waits.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(65);
    expect(sorted.at(-1)).toBeGreaterThan(1500);
    expect(sorted.at(-1)).toBeLessThanOrEqual(2000);
  });

  it('asks for no time where it computes', () => {
    const seed = Array.from({ length: 100 }, (_, index) => index).find(
      (index) => mixed.answer({ seed: index, ms: 0, n: 10 }).kind === 'compute',
    )!;
    expect(mixed.requestedMs({ seed, ms: 100, n: 10 })).toBeUndefined();
    expect(mixed.answer({ seed, ms: 100, n: 10 }).primes).toBeGreaterThanOrEqual(0);
  });
});
