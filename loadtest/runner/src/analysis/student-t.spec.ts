import { describe, expect, it } from '@jest/globals';
import { studentT } from './student-t.js';

/** Two-sided 95 % and 99 %, as printed in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
const PUBLISHED: [freedom: number, at95: number, at99: number][] = [
  [1, 12.706, 63.657],
  [2, 4.303, 9.925],
  [3, 3.182, 5.841],
  [4, 2.776, 4.604],
  [5, 2.571, 4.032],
  [9, 2.262, 3.25],
  [10, 2.228, 3.169],
  [30, 2.042, 2.75],
  [100, 1.984, 2.626],
];

describe("Student's t", () => {
  it.each(PUBLISHED)('with %i degrees of freedom is %f at 95 %% and %f at 99 %%', (freedom, at95, at99) => {
    expect(studentT(freedom)).toBeCloseTo(at95, 3);
    expect(studentT(freedom, 0.99)).toBeCloseTo(at99, 2);
  });

  it('stays at that of 1 000 degrees of freedom, close to the normal quantile 1.960', () => {
    expect(studentT(1_000_000)).toBeCloseTo(1.962, 3);
  });

  it('takes degrees of freedom between whole numbers', () => {
    expect(studentT(2.5)).toBeGreaterThan(studentT(3));
    expect(studentT(2.5)).toBeLessThan(studentT(2));
  });
});
