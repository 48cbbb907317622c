import { describe, expect, it } from '@jest/globals';
import { factorial } from './factorial.js';

describe('factorial', () => {
  it.each([
    [0, '1'],
    [1, '1'],
    [20, '2432902008176640000'],
    [25, '15511210043330985984000000'],
  ])('of %i is exact', (n, digits) => {
    expect(factorial.answer({ n })).toBe(digits);
  });

  it('of 5000 has 16326 digits and ends in 1249 zeros', () => {
    const digits = factorial.answer({ n: 5000 });
    expect(digits).toHaveLength(16_326);
    expect(digits).toMatch(/[1-9]0{1249}$/);
  });
});
