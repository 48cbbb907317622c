import { describe, expect, it } from '@jest/globals';
import { BackOff } from './back-off.js';

const policy = { firstMs: 200, maxMs: 1_000, resetAfterMs: 10_000 };

describe('BackOff', () => {
  it('doubles the delay each time, up to the longest', () => {
    const backOff = new BackOff(policy);
    expect([0, 0, 9_999, 0, 0].map((readyForMs) => backOff.delayMs(readyForMs))).toEqual([200, 400, 800, 1_000, 1_000]);
  });

  it('starts again from the shortest after the process was ready for long enough', () => {
    const backOff = new BackOff(policy);
    expect([0, 0, 10_000, 0].map((readyForMs) => backOff.delayMs(readyForMs))).toEqual([200, 400, 200, 400]);
  });
});
