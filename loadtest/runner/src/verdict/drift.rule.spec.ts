import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@fleetlab/workloads';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { drift } from './drift.rule.js';

function driftOf(...changes: readonly number[]) {
  return drift(
    goodEvidence({
      trials: changes.map((change) =>
        goodTrial({ halves: { firstMeanMs: 100 - change / 2, secondMeanMs: 100 + change / 2 } }),
      ),
    }),
  );
}

describe('drift', () => {
  it('is seen in either direction', () => {
    expect(driftOf(-20, -22, -18)?.text).toContain('lower');
    expect(driftOf(20, 22, 18)?.text).toContain('higher');
  });

  it('is not seen in halves that differ now this way, now that', () => {
    expect(driftOf(-30, 25, -20)).toBeUndefined();
  });

  it('is not seen in one bad half among three', () => {
    expect(driftOf(-45, -2, 1)).toBeUndefined();
  });

  it('is not seen in a change too small to mind, however steady', () => {
    expect(driftOf(-9, -9, -9)).toBeUndefined();
  });

  it('is not told from fewer than three trials', () => {
    expect(driftOf(-40, -40)).toBeUndefined();
  });

  it('accuses fewer than 3 of 100 cells whose halves differ by chance, by 10 % of the mean', () => {
    const random = seededRandom(7);
    const normal = () => 10 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const accused = Array.from({ length: 1000 }, () => driftOf(normal(), normal(), normal())).filter(Boolean);
    expect(accused.length).toBeLessThan(30);
  });
});
