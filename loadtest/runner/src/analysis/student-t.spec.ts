import { describe, expect, it } from '@jest/globals';
import { studentT } from './student-t.js';

/** Two-sided 95 %, as printed in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
const PUBLISHED: [freedom: number, at95: number][] = [
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [30, 2.042],
  [100, 1.984],
];

describe("Student's t", () => {
  it.each(PUBLISHED)('with %i degrees of freedom is %f', (freedom, at95) => {
    expect(studentT(freedom)).toBeCloseTo(at95, 3);
  });

  it('stays at that of 1 000 degrees of freedom, close to the normal quantile 1.960', () => {
    expect(studentT(1_000_000)).toBeCloseTo(1.962, 3);
  });

  it('takes degrees of freedom between whole numbers', () => {
    expect(studentT(2.5)).toBeGreaterThan(studentT(3));
    expect(studentT(2.5)).toBeLessThan(studentT(2));
  });
});
