import { describe, expect, it } from '@jest/globals';
import { ApiException } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import type { FieldPath } from '../../kubernetes/field-path.js';
import type { ManagedFieldsEntry } from '../../kubernetes/managed-fields.js';
import type { Original } from './originals.js';
import { restoreObject } from './restore.js';

const REPLICAS: FieldPath = ['spec', 'replicas'];
const PAUSED: FieldPath = ['spec', 'paused'];
const OF_HELM = { manager: 'helm', operation: 'Apply' };
const OURS = { manager: 'fleetlab', operation: 'Update' };
const owns = (owner: object, ...names: readonly string[]): ManagedFieldsEntry => ({
  ...owner,
  fieldsV1: { 'f:spec': Object.fromEntries(names.map((name) => [`f:${name}`, {}])) },
});

const ORIGINAL: Original = {
  ref: { kind: 'Deployment', name: 'lab-threaded' },
  fields: [
    { path: REPLICAS, value: 1 },
    { path: PAUSED, value: null },
  ],
  managedFields: [owns(OF_HELM, 'replicas', 'selector')],
};
const CHANGED = { replicas: 4, paused: true };
const OWNED_BY_US = [owns(OF_HELM, 'selector'), owns(OURS, 'replicas', 'paused')];

describe('an object that was changed', () => {
  it('gets its fields back, and its owners theirs', async () => {
    const api = new OneObject(CHANGED, OWNED_BY_US);
    expect(await restoreObject(api.cluster, ORIGINAL)).toBe('Deployment lab-threaded: put back replicas, paused.');
    expect(api.spec).toEqual({ replicas: 1 });
    expect(api.managedFields).toEqual([owns(OF_HELM, 'selector', 'replicas')]);
  });

  it('is restored twice without harm', async () => {
    const api = new OneObject(CHANGED, OWNED_BY_US);
    await restoreObject(api.cluster, ORIGINAL);
    const { resourceVersion } = api;
    expect(await restoreObject(api.cluster, ORIGINAL)).toBeNull();
    expect(api.resourceVersion).toBe(resourceVersion);
  });

  it('keeps what somebody else has changed since, who goes on owning it', async () => {
    const somebody = owns({ manager: 'kubectl', operation: 'Update' }, 'replicas');
    const api = new OneObject({ ...CHANGED, replicas: 7 }, [owns(OURS, 'paused'), somebody]);
    expect(await restoreObject(api.cluster, ORIGINAL)).toBe(
      'Deployment lab-threaded: put back paused; left alone what somebody else has changed since: replicas.',
    );
    expect([api.spec, api.managedFields]).toEqual([{ replicas: 7 }, [somebody]]);
  });

  it('is tried again where a controller has written to it meanwhile', async () => {
    const api = new OneObject(CHANGED, OWNED_BY_US);
    api.conflicts = 2;
    await restoreObject(api.cluster, ORIGINAL);
    expect(api.managedFields).toEqual([owns(OF_HELM, 'selector', 'replicas')]);
  });

  it('is not missed where somebody has deleted it', async () => {
    const api = new OneObject(CHANGED, OWNED_BY_US);
    api.isGone = true;
    expect(await restoreObject(api.cluster, ORIGINAL)).toBe('Deployment lab-threaded is there no more.');
  });
});

interface Patch {
  readonly metadata?: { readonly resourceVersion: string; readonly managedFields: readonly ManagedFieldsEntry[] };
  readonly spec?: Record<string, unknown>;
}

/** An API server with one object, which changes what a patch says and checks its version where it says one. */
class OneObject {
  resourceVersion = 1;
  conflicts = 0;
  isGone = false;

  constructor(
    public spec: Record<string, unknown>,
    public managedFields: readonly ManagedFieldsEntry[],
  ) {}

  get cluster(): Cluster {
    const custom = {
      getNamespacedCustomObject: () => this.#answer(),
      patchNamespacedCustomObject: ({ body }: { body: Patch }) => this.#patch(body),
    };
    const call = <T>(_what: string, ask: () => Promise<T>) => ask();
    return { custom, call, namespace: 'lab' } as unknown as Cluster;
  }

  #patch({ metadata, spec = {} }: Patch) {
    if (metadata && this.conflicts-- > 0) this.resourceVersion++;
    if (metadata && metadata.resourceVersion !== String(this.resourceVersion)) return refuse(409);
    const entries = Object.entries({ ...this.spec, ...spec }).filter(([, value]) => value !== null);
    this.spec = Object.fromEntries(entries);
    this.managedFields = metadata?.managedFields ?? this.managedFields;
    this.resourceVersion++;
    return this.#answer();
  }

  #answer() {
    if (this.isGone) return refuse(404);
    const { spec, managedFields } = this;
    const metadata = { name: 'lab-threaded', resourceVersion: String(this.resourceVersion), managedFields };
    return Promise.resolve({ metadata, spec });
  }
}

function refuse(code: number): Promise<never> {
  return Promise.reject(new ApiException(code, 'no', {}, {}));
}
