import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../support/fleet.js';
import type { Namespace } from '../support/namespace.js';
import { Release } from '../support/release.js';
import { until } from '../support/until.js';

/** Enough to tell one fleet from another, and small: three of them share a node. */
const SMALL = { 'services.blocking.enabled': false, 'services.async.enabled': false };

export function describeNeighbours(release: Release, elsewhere: Namespace): void {
  describe('other releases', () => {
    const beside = new Release('beside', release.namespace, {
      ...SMALL,
      'ingress.hosts[0]': 'beside.example.test',
    });
    const away = new Release(release.name, elsewhere.name, { ...SMALL, 'ingress.hosts[0]': 'away.example.test' });
    const all = [
      { release, host: undefined },
      { release: beside, host: 'beside.example.test' },
      { release: away, host: 'away.example.test' },
    ];

    beforeAll(async () => {
      await elsewhere.create();
      await Promise.all([beside.apply(), away.apply()]);
    });
    afterAll(async () => {
      await Promise.all([beside.uninstall(), away.uninstall()]);
      await release.kubectl.run('delete', 'persistentvolumeclaim', '--selector', beside.selector());
      await elsewhere.remove();
    });

    it('live side by side, in one namespace and in another, each with its own pods', async () => {
      for (const { release: each, host } of all) {
        for (const model of ['threaded', 'queue']) {
          const own = await each.readyPods(model);
          // An ingress controller takes a new host a moment after the pods are ready; until then the one without a host answers.
          await until(`${host ?? 'the ingress'} leads to ${model} of ${each.name} in ${each.namespace}`, async () =>
            own.includes((await ask(`/${model}`, { host })).body.pod ?? ''),
          );
        }
      }
    });

    it('have a queue each', async () => {
      const ids = await Promise.all(all.map(async ({ host }) => (await ask('/queue/noop', { host })).body.id!));
      for (const { host } of all) {
        const found = await Promise.all(ids.map(async (id) => (await ask(`/queue/jobs/${id}`, { host })).status));
        expect(found.filter((status) => status === 200)).toHaveLength(1);
      }
    });
  });
}
