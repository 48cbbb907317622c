import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../kubernetes/cluster.js';
import { OUR_MANAGER, takenFrom, type ManagedFieldsEntry } from '../../kubernetes/managed-fields.js';
import { overlayObject, readObject, type PlainObject } from '../../kubernetes/objects.js';
import { isRefusedWith } from '../../kubernetes/refusal.js';
import type { Original } from './originals.js';

/** Who writes replicas for an autoscaler: `kube-controller-manager`, or without `kube-` where it is part of another program. */
const SCALER = /controller-manager$/;
const ATTEMPTS = 20;
const PAUSE_MS = 50;

/**
 * Makes replicas ours again that an autoscaler has set since they were found: what we made it do is ours to put back. Of a
 * Deployment that was autoscaled before, they stay the autoscaler's.
 */
export async function claimScaledReplicas(cluster: Cluster, { ref, managedFields: before }: Original): Promise<void> {
  if (ref.kind !== 'Deployment' || before.some(isByAutoscaler)) return;
  for (let attempt = 1; ; attempt++) {
    const metadata = await metadataOf(cluster, ref);
    if (!metadata) return;
    const entries = metadata.managedFields ?? [];
    const scaled = entries.find(isByAutoscaler);
    if (!scaled) return;
    try {
      const patch = {
        metadata: { resourceVersion: metadata.resourceVersion, managedFields: takenFrom(scaled, entries) },
      };
      await overlayObject(cluster, ref, patch, { fieldManager: OUR_MANAGER });
      return;
    } catch (error) {
      if (!isRefusedWith(409, error) || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}

function isByAutoscaler({ manager, subresource }: ManagedFieldsEntry): boolean {
  return SCALER.test(manager ?? '') && subresource === 'scale';
}

/** undefined where it is there no more, which is nothing to put back. */
async function metadataOf(cluster: Cluster, ref: Original['ref']): Promise<PlainObject['metadata'] | undefined> {
  try {
    return (await readObject(cluster, ref)).metadata;
  } catch (error) {
    if (isRefusedWith(404, error)) return undefined;
    throw error;
  }
}
