import { describe, expect, it } from '@jest/globals';
import { leastSquares } from './fit.js';

describe('least squares', () => {
  it('finds the line of points that lie on one', () => {
    const line = leastSquares([1, 2, 4].map((x) => ({ x, y: 5 + 10 * x })))!;
    expect(line.perSlot).toBeCloseTo(10);
    expect(line.r2).toBeCloseTo(1);
  });

  it('finds the slope and r2 of points that do not', () => {
    // x: 1 2 3, y: 2 4 3. Slope 1/2; residuals -0.5, 1, -0.5 leave 1.5 of a total of 2.
    const line = leastSquares([
      { x: 1, y: 2 },
      { x: 2, y: 4 },
      { x: 3, y: 3 },
    ])!;
    expect(line.perSlot).toBeCloseTo(0.5);
    expect(line.r2).toBeCloseTo(0.25);
  });

  it('says nothing of the fit of two points, and nothing at all of one', () => {
    expect(
      leastSquares([
        { x: 1, y: 2 },
        { x: 4, y: 8 },
      ]),
    ).toEqual({ perSlot: 2, r2: null });
    expect(
      leastSquares([
        { x: 4, y: 2 },
        { x: 4, y: 8 },
      ]),
    ).toBeNull();
  });
});
