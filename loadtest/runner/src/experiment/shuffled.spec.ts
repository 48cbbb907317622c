import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@fleetlab/workloads';
import { shuffled } from './shuffled.js';

describe('seeded random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(draw(seededRandom(7))).toEqual(draw(seededRandom(7)));
    expect(draw(seededRandom(7))).not.toEqual(draw(seededRandom(8)));
  });

  it('do not go in step with another stream of the same seed', () => {
    expect(draw(seededRandom(7, 1))).not.toEqual(draw(seededRandom(7, 0)));
  });

  it('lie between 0 and 1 and around a half', () => {
    const numbers = draw(seededRandom(1), 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number) / numbers.length).toBeCloseTo(0.5, 1);
  });
});

describe('a shuffle', () => {
  it('keeps every item and leaves the original as it was', () => {
    const items = [1, 2, 3, 4, 5];
    const result = shuffled(items, seededRandom(3));
    expect(result.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(items).toEqual([1, 2, 3, 4, 5]);
  });
});

function draw(random: () => number, count = 5) {
  return Array.from({ length: count }, random);
}
