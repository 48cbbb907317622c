import { afterAll, describe, expect, it } from '@jest/globals';
import { figure, timed } from '../support/figure.js';
import type { KubeObject } from '../support/kubectl.js';
import { withClients } from '../support/load.js';
import type { Release, Settings } from '../support/release.js';
import { until } from '../support/until.js';

type Deployment = KubeObject<{ readonly replicas: number }>;
type Autoscaler = KubeObject<unknown, { readonly currentMetrics?: readonly object[] }>;

const AUTOSCALED: Settings = {
  'services.threaded.threads': 1,
  'services.threaded.resources.requests.cpu': '100m',
  'services.threaded.autoscaling.enabled': true,
  'services.threaded.autoscaling.minReplicas': 1,
  'services.threaded.autoscaling.maxReplicas': 3,
  'services.threaded.autoscaling.targetCPUUtilizationPercentage': 60,
  'services.threaded.autoscaling.behavior.scaleDown.stabilizationWindowSeconds': 10,
};
const SCALE_MS = 120_000;

export function describeAutoscaling(release: Release): void {
  describe('the autoscaler', () => {
    const stop = new AbortController();
    afterAll(() => stop.abort());

    const replicas = async () => (await release.objectOf<Deployment>('deployment', 'threaded')).spec.replicas;

    it('is turned on without taking away pods', async () => {
      await release.apply({ 'services.threaded.replicas': 2 });
      const turnedOn = { ...AUTOSCALED, 'services.threaded.autoscaling.minReplicas': 2 };
      const applied = release.apply(turnedOn).then(() => release.apply(turnedOn));
      const seen = new Set<number>();
      while (await isPending(applied)) seen.add(await replicas());
      expect([...seen]).toEqual([2]);
    });

    it('takes its figures from the metrics API', async () => {
      await release.apply(AUTOSCALED);
      await until(
        'the autoscaler has seen the CPU',
        async () => {
          const autoscaler = await release.objectOf<Autoscaler>('horizontalpodautoscaler', 'threaded');
          return (autoscaler.status.currentMetrics?.length ?? 0) > 0;
        },
        { withinMs: SCALE_MS },
      );
    });

    it('scales up under load, and an upgrade leaves its replicas alone', async () => {
      await until('one replica', async () => (await replicas()) === 1, { withinMs: SCALE_MS });
      const work = { model: 'threaded', name: 'compute', params: { n: 300_000 }, seconds: 600 };
      const load = withClients(4, 0, work, stop.signal).catch((error: unknown) => error);
      const { seconds } = await timed(() =>
        until('two replicas', async () => (await release.readyPods('threaded')).length >= 2, { withinMs: SCALE_MS }),
      );
      figure('autoscaler: from load to two ready replicas, s', seconds);
      const before = await replicas();
      await release.apply(AUTOSCALED);
      expect(await replicas()).toBeGreaterThanOrEqual(before);
      stop.abort();
      await load;
    });

    it('scales back when the load is gone', async () => {
      const { seconds } = await timed(() =>
        until('one replica', async () => (await replicas()) === 1, { withinMs: SCALE_MS }),
      );
      figure('autoscaler: from the end of the load to one replica, s', seconds);
    });
  });
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, Promise.resolve(pending)])) === pending;
}
