import { describe, expect, it } from '@jest/globals';
import { ApiException, type V1ConfigMap } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import { Hold, HoldLost } from './hold.js';
import { Keep, type Original } from './originals.js';

const originals: readonly Original[] = [];

describe('the hold on a release', () => {
  it('belongs to one run: nobody else can take it meanwhile', async () => {
    const api = new OneConfigMap();
    expect(await holdOf('one', api).take()).toBe(true);
    expect(await holdOf('other', api).take()).toBe(false);
    expect(await holdOf('one', api).take()).toBe(true);
  });

  it('that another run has taken meanwhile is lost, and the ConfigMap of that run is left alone', async () => {
    const api = new OneConfigMap();
    const hold = holdOf('one', api);
    await hold.take();
    await keepIn(api).remove('one');
    await holdOf('other', api).take();
    const before = structuredClone(api.found);
    await expect(hold.confirm()).rejects.toThrow(HoldLost);
    expect(hold.lost.aborted).toBe(true);
    await keepIn(api).remove('one');
    expect([await hold.take(), api.found]).toEqual([false, before]);
  });

  it('is lost where somebody has restored the release meanwhile, and can be taken again to put back the rest', async () => {
    const api = new OneConfigMap();
    const hold = holdOf('one', api);
    await hold.take();
    await hold.confirm();
    await keepIn(api).remove('one');
    await expect(hold.confirm()).rejects.toThrow("no longer this run's to change");
    expect(await hold.take()).toBe(true);
  });

  it('leaves alone a ConfigMap that takes the place of its own while that is deleted', async () => {
    const api = new OneConfigMap();
    await holdOf('one', api).take();
    api.beforeDelete = () => (api.found = { metadata: { uid: 'another' } });
    await keepIn(api).remove('one');
    expect(api.found).toEqual({ metadata: { uid: 'another' } });
  });

  it('is not lost because the API server cannot be reached', async () => {
    const api = new OneConfigMap();
    const hold = holdOf('one', api);
    await hold.take();
    api.isDown = true;
    await expect(hold.confirm()).rejects.toThrow('down');
    expect(hold.lost.aborted).toBe(false);
  });
});

function holdOf(holder: string, api: OneConfigMap): Hold {
  return new Hold(keepIn(api), { originals, holder });
}

function keepIn(api: OneConfigMap): Keep {
  return new Keep(api.cluster, 'fleet');
}

type Operation = { readonly op: string; readonly path: string; readonly value: string };

/** Answers as the API server does. */
class OneConfigMap {
  found: V1ConfigMap | undefined;
  isDown = false;
  beforeDelete: () => void = () => undefined;
  #created = 0;

  get cluster(): Cluster {
    const core = {
      readNamespacedConfigMap: async () => this.#there(),
      createNamespacedConfigMap: async ({ body }: { body: V1ConfigMap }) => {
        if (this.found) throw refused(409);
        body.metadata!.uid = `uid ${++this.#created}`;
        this.found = body;
      },
      patchNamespacedConfigMap: async ({ body }: { body: readonly Operation[] }) => {
        if (this.isDown) throw new Error('down');
        const annotations = this.#there().metadata!.annotations!;
        for (const { op, path, value } of body) {
          const key = path.replace('/metadata/annotations/', '').replaceAll('~1', '/');
          if (op === 'test' && annotations[key] !== value) throw refused(422);
          annotations[key] = value;
        }
      },
      deleteNamespacedConfigMap: async ({ body }: { body: { preconditions: { uid: string } } }) => {
        this.beforeDelete();
        if (this.#there().metadata!.uid !== body.preconditions.uid) throw refused(409);
        this.found = undefined;
      },
    };
    const call = (_: string, ask: () => Promise<unknown>) => ask();
    return { core, call, namespace: 'lab' } as unknown as Cluster;
  }

  #there(): V1ConfigMap {
    if (!this.found) throw refused(404);
    return this.found;
  }
}

function refused(code: number): ApiException<unknown> {
  return new ApiException(code, 'refused', undefined, {});
}
