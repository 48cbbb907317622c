import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '../../support/kubectl.js';
import { Lab, REPORTED } from '../../support/lab.js';
import type { Release } from '../../support/release.js';
import { releaseState } from '../../support/release-state.js';

type Autoscaler = KubeObject<{ readonly minReplicas: number; readonly maxReplicas: number }>;

const EXPERIMENT = 'test/e2e/two-shapes.experiment.yaml';
/** It never scales by itself: a pod that starts uses enough CPU for another one, whose replicas Helm would not take back. */
export const AUTOSCALED = {
  'services.threaded.autoscaling.enabled': true,
  'services.threaded.autoscaling.minReplicas': 1,
  'services.threaded.autoscaling.maxReplicas': 3,
  'services.threaded.autoscaling.targetCPUUtilizationPercentage': 10_000,
};

export function describePausedAutoscaler(release: Release): void {
  describe('a release with an autoscaler', () => {
    it('has it paused meanwhile, and in the end as it was', async () => {
      // Twice: with the second the replicas are the autoscaler's alone.
      await release.apply(AUTOSCALED);
      await release.apply(AUTOSCALED);
      const before = await releaseState(release);
      const lab = Lab.run(EXPERIMENT, release);
      await lab.until(/measuring the service time alone · queue/);
      const { spec } = await release.objectOf<Autoscaler>('horizontalpodautoscaler', 'threaded');
      expect([spec.minReplicas, spec.maxReplicas]).toEqual([1, 1]);
      expect((await lab.ended).output).toMatch(REPORTED);
      expect(await releaseState(release)).toEqual(before);
      await release.apply();
    });
  });
}
