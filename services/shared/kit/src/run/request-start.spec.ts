import { describe, expect, it } from '@jest/globals';
import { parseRequestStart } from './request-start.js';

const NOW = 1_700_000_000_000;

describe('X-Request-Start', () => {
  it('is epoch milliseconds after t=, with fractions', () => {
    expect(parseRequestStart(`t=${NOW - 12.5}`, NOW)).toBe(NOW - 12.5);
    expect(parseRequestStart(String(NOW - 3), NOW)).toBe(NOW - 3);
  });

  it('is now where the clocks differ by a little', () => {
    expect(parseRequestStart(`t=${NOW + 2}`, NOW)).toBe(NOW);
  });

  it.each([`t=${NOW + 1000}`, `t=${NOW - 5 * 60_000 - 1}`, 't=abc', 't=', '', 't=Infinity', 't=NaN', 't=-1'])(
    'is ignored when it is %p',
    (header) => expect(parseRequestStart(header, NOW)).toBeUndefined(),
  );
});
