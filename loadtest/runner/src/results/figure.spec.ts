import { describe, expect, it } from '@jest/globals';
import { count, duration, exact, exactDuration, figure, listed, percent, ranges, rate } from './figure.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  it.each([
    [0, '0.00'],
    [0.004, '0.00'],
    [-0.004, '0.00'],
    [4.2, '4.20'],
    [9.996, '10.0'],
    [98.64, '98.6'],
    [99.96, '100'],
    [1873.4, '1 873'],
    [1_234_567, '1 234 567'],
    [-1873.4, '-1 873'],
  ])('%d is %s', (value, text) => {
    expect(plain(figure(value))).toBe(text);
  });

  it('are told in full where they are exact', () => {
    expect(plain(exact(300_000))).toBe('300 000');
    expect(exact(0.5)).toBe('0.5');
  });

  it('are kept on one line by a space that does not break', () => {
    expect(figure(1873)).toBe('1\u00a0873');
    expect(percent(0.12)).toBe('12\u00a0%');
  });

  it('have the unit that suits them', () => {
    expect([0.4, 212, 999.96, 2_999, 12_400].map(duration)).toEqual(['0.40 ms', '212 ms', '1.0 s', '3.0 s', '12 s']);
    expect([20, 1500, 5000, 1234].map(exactDuration).map(plain)).toEqual(['20 ms', '1.5 s', '5 s', '1 234 ms']);
    expect([0, 0.004, 0.05, 0.123, 1].map(percent).map(plain)).toEqual(['0 %', '0.4 %', '5 %', '12 %', '100 %']);
    expect(rate(49.81)).toBe('49.8/s');
  });
});

describe('words for several', () => {
  it('count', () => {
    expect([count(1, 'thread'), count(4, 'thread')]).toEqual(['1 thread', '4 threads']);
  });

  it('list', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('draw neighbours together', () => {
    expect(ranges([6, 7, 8, 9, 10])).toBe('6 to 10');
    expect(ranges([1, 3, 6, 7])).toBe('1, 3 and 6 to 7');
  });
});
