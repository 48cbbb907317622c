import { describe, expect, it } from '@jest/globals';
import { ApiException } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import type { ManagedFieldsEntry } from '../../kubernetes/managed-fields.js';
import { claimScaledReplicas } from './scaled-replicas.js';

const REF = { kind: 'Deployment', name: 'lab-threaded' } as const;
const HELM = { manager: 'helm', operation: 'Apply', fieldsV1: { 'f:spec': { 'f:selector': {} } } };
const SCALED = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  apiVersion: 'apps/v1',
  subresource: 'scale',
  fieldsV1: { 'f:spec': { 'f:replicas': {} } },
};
const OURS = { manager: 'fleetlab', operation: 'Update', fieldsV1: { 'f:spec': { 'f:strategy': {} } } };

async function claimed(
  entries: readonly ManagedFieldsEntry[],
  { before = [HELM], conflicts = 0 }: { before?: readonly ManagedFieldsEntry[]; conflicts?: number } = {},
): Promise<readonly ManagedFieldsEntry[]> {
  let managedFields = entries;
  const custom = {
    getNamespacedCustomObject: () => Promise.resolve({ metadata: { name: REF.name, managedFields } }),
    patchNamespacedCustomObject: ({ body }: { body: { metadata: { managedFields: ManagedFieldsEntry[] } } }) => {
      if (conflicts-- > 0) return Promise.reject(new ApiException(409, 'changed', {}, {}));
      ({ managedFields } = body.metadata);
      return Promise.resolve({});
    },
  };
  const cluster = { custom, call: <T>(_what: string, ask: () => Promise<T>) => ask() } as unknown as Cluster;
  await claimScaledReplicas(cluster, { ref: REF, fields: [], managedFields: before });
  return managedFields;
}

describe('replicas that an autoscaler has set', () => {
  it('become ours, beside what is ours already, also while controllers write', async () => {
    const both = { ...OURS, fieldsV1: { 'f:spec': { 'f:strategy': {}, 'f:replicas': {} } } };
    expect(await claimed([HELM, OURS, SCALED])).toEqual([HELM, both]);
    expect(await claimed([HELM, OURS, SCALED], { conflicts: 2 })).toEqual([HELM, both]);
  });

  it('become ours where nothing else is', async () => {
    expect(await claimed([SCALED])).toEqual([
      { manager: 'fleetlab', operation: 'Update', apiVersion: 'apps/v1', fieldsV1: SCALED.fieldsV1 },
    ]);
  });

  it('stay the autoscaler’s where they were before', async () => {
    expect(await claimed([HELM, SCALED], { before: [SCALED] })).toEqual([HELM, SCALED]);
  });

  it('are not those that somebody has set by hand', async () => {
    const byHand = { ...SCALED, manager: 'kubectl' };
    expect(await claimed([HELM, byHand])).toEqual([HELM, byHand]);
  });
});

it('a Deployment that is there no more has none', async () => {
  const custom = { getNamespacedCustomObject: () => Promise.reject(new ApiException(404, 'gone', {}, {})) };
  const cluster = { custom, call: <T>(_what: string, ask: () => Promise<T>) => ask() } as unknown as Cluster;
  await claimScaledReplicas(cluster, { ref: REF, fields: [], managedFields: [] });
});
