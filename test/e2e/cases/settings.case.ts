import { describe, expect, it } from '@jest/globals';
import { describeModel } from '../support/fleet.js';
import type { KubeObject } from '../support/kubectl.js';
import type { Release } from '../support/release.js';

type Deployment = KubeObject<{ readonly template: { readonly metadata: object } }>;

export function describeSettings(release: Release): void {
  describe('helm upgrade', () => {
    it('with another number of threads changes the slots', async () => {
      expect((await describeModel('threaded')).limits.slots.wait).toBe(4);
      await release.apply({ 'services.threaded.threads': 3, 'queueWorker.concurrency': 6 });
      expect((await describeModel('threaded')).limits.slots.wait).toBe(3);
      expect((await describeModel('queue')).limits.slots.wait).toBe(6);
    });

    it('with another number of replicas changes how many pods there are, and the slots of the queue', async () => {
      await release.apply({ 'services.async.replicas': 2, 'queueWorker.replicas': 2 });
      expect(await release.readyPods('async')).toHaveLength(2);
      expect((await describeModel('queue')).limits.slots.wait).toBe(8);
    });

    it('rolls the pods that a changed setting concerns, and no others', async () => {
      const before = await templates(release);
      await release.apply({
        'services.async.replicas': 2,
        'queueWorker.replicas': 2,
        'services.async.maxInFlight': 50,
      });
      const after = await templates(release);
      const rolled = Object.keys(after).filter((name) => after[name] !== before[name]);
      expect(rolled).toEqual([(await release.objectOf('deployment', 'async')).metadata.name]);
      expect((await describeModel('async')).limits.slots.wait).toBe(50);
    });

    it('refuses another size of the volume before it changes anything', async () => {
      const revision = async () =>
        (JSON.parse(await release.helm('history', release.name, '--output', 'json')) as []).length;
      const before = await revision();
      await expect(release.apply({ 'redis.persistence.size': '2Gi' })).rejects.toThrow(
        'the volume of fleetlab-redis is 1Gi and cannot become 2Gi',
      );
      expect(await revision()).toBe(before);
    });
  });
}

async function templates(release: Release): Promise<Record<string, string>> {
  const deployments = await release.kubectl.list<Deployment>('deployments', release.selector());
  return Object.fromEntries(deployments.map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec.template)]));
}
