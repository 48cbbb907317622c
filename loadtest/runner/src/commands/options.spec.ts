import { describe, expect, it } from '@jest/globals';
import { integerBetween, listOf, shareBetween0And1 } from './options.js';

describe('an option', () => {
  it('that counts takes whole numbers between its bounds', () => {
    const parse = integerBetween(1, 32);
    expect(parse('32')).toBe(32);
    for (const text of ['0', '33', '1.5', '-1', '1e1', '', ' ', 'four'])
      expect(() => parse(text)).toThrow('Expected a whole number from 1 to 32.');
  });

  it('that is a share takes numbers from 0 to 1', () => {
    expect([shareBetween0And1('0'), shareBetween0And1('0.25'), shareBetween0And1('1')]).toEqual([0, 0.25, 1]);
    for (const text of ['', '1.1', '-0.1', '10%'])
      expect(() => shareBetween0And1(text)).toThrow('Expected a number from 0 to 1.');
  });

  it('that is a list takes each known value once', () => {
    const parse = listOf(['async', 'queue', 'threaded']);
    expect(parse('queue, async,queue')).toEqual(['queue', 'async']);
    for (const text of ['', 'async,', 'asinc'])
      expect(() => parse(text)).toThrow('Expected a list such as async,queue of async, queue, threaded.');
    expect(() => parse('threaded,asnyc')).toThrow('Did you mean "async"?');
  });
});
