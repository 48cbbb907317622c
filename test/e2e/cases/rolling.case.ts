import { describe, expect, it } from '@jest/globals';
import { figure, timed } from '../support/figure.js';
import { atRate } from '../support/load.js';
import type { Release, Settings } from '../support/release.js';

const PER_SECOND = 100;
const SECONDS = 90;
const MODELS = ['async', 'threaded'] as const;
const TWO_EACH: Settings = { 'services.async.replicas': 2, 'services.threaded.replicas': 2 };
const ONE_EACH: Settings = { 'services.async.replicas': 1, 'services.threaded.replicas': 1 };
const CHANGED: Settings = {
  'services.async.podAnnotations.rolled': 'yes',
  'services.threaded.podAnnotations.rolled': 'yes',
};

export function describeRolling(release: Release): void {
  describe('a rolling update, a rollback and a scale-down', () => {
    it(`lose none of ${PER_SECOND} requests/s over ${SECONDS} s`, async () => {
      await release.apply(TWO_EACH);
      const loads = MODELS.map((model) =>
        atRate(PER_SECOND, { model, name: 'sleep', params: { ms: 20 }, seconds: SECONDS }),
      );
      const { seconds } = await timed(async () => {
        await release.apply({ ...TWO_EACH, ...CHANGED });
        await release.rollback();
        await release.apply(ONE_EACH);
      });
      const results = await Promise.all(loads);
      figure('update, rollback and scale-down took together, s', seconds);
      for (const [i, { requests, generator }] of results.entries()) {
        const { ok, failed, failures } = requests;
        figure(`${MODELS[i]}: sent ${generator.started}, answered ${ok}, failed`, failed);
        expect(failures).toEqual({});
        expect(generator.started).toBeGreaterThanOrEqual(PER_SECOND * SECONDS - 10);
        expect(ok).toBeGreaterThanOrEqual(PER_SECOND * SECONDS - 10);
      }
      // Else some of it happened without load, and the test has shown less than it says.
      expect(seconds).toBeLessThan(SECONDS);
    });
  });
}
