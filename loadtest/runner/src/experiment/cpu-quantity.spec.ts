import { describe, expect, it } from '@jest/globals';
import { formatCpu, parseCpu } from './cpu-quantity.js';

describe('an amount of CPU', () => {
  it.each([
    ['300m', 300],
    ['1', 1000],
    ['0.5', 500],
    ['1.25', 1250],
  ])('%s is %d thousandths of a core', (text, millis) => {
    expect(parseCpu(text)).toBe(millis);
  });

  it.each(['', 'm', '300mi', '-1', '1 m', 'half', '0.0001'])('%j is none', (text) => {
    expect(parseCpu(text)).toBeNull();
  });

  it('is written as Kubernetes does', () => {
    expect([300, 1000, 1500].map(formatCpu)).toEqual(['300m', '1', '1500m']);
  });
});
