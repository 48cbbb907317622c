import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { figure } from '../../support/figure.js';
import type { KubeObject } from '../../support/kubectl.js';
import { Lab } from '../../support/lab.js';
import type { Release } from '../../support/release.js';
import { type ObjectState, releaseState } from '../../support/release-state.js';
import { until } from '../../support/until.js';
import { AUTOSCALED } from './paused-autoscaler.case.js';

type Autoscaler = KubeObject<{ readonly minReplicas: number; readonly maxReplicas: number }>;

interface Summary {
  readonly cells: readonly {
    readonly recovery: {
      readonly perTrial: readonly {
        readonly keptAgainAtS: number | null;
        readonly podSeconds: number;
        readonly mostReplicas: number;
      }[];
    };
  }[];
}

const EXPERIMENT = 'test/e2e/autoscaled.experiment.yaml';
const SECONDS = 75;
const OWN_AUTOSCALER = 'HorizontalPodAutoscaler/fleetlab-threaded-fleetlab-';
const UP_MS = 120_000;

export function describeAutoscaling(release: Release): void {
  describe('a shape that is autoscaled', () => {
    let before: Record<string, ObjectState>;
    beforeAll(async () => {
      before = await releaseState(release);
    });

    it('begins with its fewest pods, gets more when the load rises, and leaves the release as it was', async () => {
      const { code, output } = await Lab.run(EXPERIMENT, release).ended;
      expect([code, output]).toEqual([0, expect.stringContaining('autoscaled 1 to 3')]);
      const { podSeconds, mostReplicas, keptAgainAtS } = await recoveryIn(output);
      expect(mostReplicas).toBeGreaterThan(1);
      expect(podSeconds).toBeGreaterThan(SECONDS);
      expect(podSeconds).toBeLessThan(3 * SECONDS);
      figure('autoscaled shape: from the rise to the promise kept again, s (0: not again)', keptAgainAtS ?? 0);
      figure('autoscaled shape: pod-seconds of 225 with three fixed replicas', podSeconds);
      expect(await releaseState(release)).toEqual(before);
    });

    it('is put back after kill -9, pods and autoscaler too', async () => {
      const lab = Lab.run(EXPERIMENT, release);
      await until('two pods are ready', async () => (await release.readyPods('threaded')).length >= 2, {
        withinMs: 2 * UP_MS,
      });
      lab.signal('SIGKILL');
      await lab.ended;
      const names = Object.keys(await releaseState(release));
      expect(names.filter((name) => name.startsWith(OWN_AUTOSCALER))).toHaveLength(1);
      const { code, output } = await Lab.restore(release);
      expect([code, output]).toEqual([
        0,
        expect.stringMatching(/HorizontalPodAutoscaler fleetlab-threaded-fleetlab-\w+: removed\./),
      ]);
      expect(await releaseState(release)).toEqual(before);
    });

    it('takes the autoscaler that the release has, and gives it back', async () => {
      // More room than the experiment gives it, so that the two are told apart.
      await release.apply({ ...AUTOSCALED, 'services.threaded.autoscaling.maxReplicas': 5 });
      const { [`HorizontalPodAutoscaler/fleetlab-threaded`]: own } = await releaseState(release);
      const lab = Lab.run(EXPERIMENT, release);
      await lab.until(/trial 1 of 1/);
      await until('the autoscaler has its room', async () => (await bounds(release)).join() === '1,3', {
        withinMs: UP_MS,
      });
      lab.signal('SIGINT');
      await lab.ended;
      expect((await releaseState(release))[`HorizontalPodAutoscaler/fleetlab-threaded`]).toEqual(own);
      await release.apply();
    });
  });
}

async function bounds(release: Release): Promise<readonly number[]> {
  const { spec } = await release.objectOf<Autoscaler>('horizontalpodautoscaler', 'threaded');
  return [spec.minReplicas, spec.maxReplicas];
}

async function recoveryIn(output: string) {
  const folder = /The whole report: (.*)\/report\.html/.exec(output)![1]!;
  const { cells } = JSON.parse(await readFile(`${folder}/summary.json`, 'utf8')) as Summary;
  return cells[0]!.recovery.perTrial[0]!;
}
