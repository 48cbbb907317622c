import { describe, expect, it } from '@jest/globals';
import { formatTimeLeft, Pace } from './time-left.js';

describe('the time left', () => {
  it.each([
    [0, '0s left'],
    [-5_000, '0s left'],
    [59_200, '1m 00s left'],
    [61_000, '1m 01s left'],
    [3_725_000, '1h 02m left'],
  ])('of %d ms is written %s', (ms, text) => {
    expect(formatTimeLeft(ms)).toBe(text);
  });
});

describe('the pace', () => {
  it('is that of the plan until there is another', () => {
    expect(new Pace().stretch(1_000)).toBe(1_000);
  });

  it('is that of the trials so far', () => {
    const pace = new Pace();
    pace.add(1_000, 1_500);
    pace.add(1_000, 2_500);
    expect(pace.stretch(10_000)).toBe(20_000);
  });
});
