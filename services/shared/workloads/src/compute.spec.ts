import { describe, expect, it } from '@jest/globals';
import { compute } from './compute.js';

describe('compute', () => {
  // pi(n) from the tables; below n, so that a prime n is not counted itself.
  it.each([
    [2, 0],
    [3, 1],
    [4, 2],
    [10, 4],
    [100, 25],
    [257, 54],
    [258, 55],
    [1000, 168],
    [20_000, 2262],
    [300_000, 25_997],
  ])('counts the primes below %i', (n, primes) => {
    expect(compute.answer({ n })).toBe(primes);
  });
});
