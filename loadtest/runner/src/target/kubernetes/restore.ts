import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../kubernetes/cluster.js';
import { describePath, patchOf, valueAt } from '../../kubernetes/field-path.js';
import { areAnyOurs, givenBack, isOurs, OUR_MANAGER } from '../../kubernetes/managed-fields.js';
import { mergeObject, overlayObject, readObject, type PlainObject } from '../../kubernetes/objects.js';
import { isRefusedWith } from '../../kubernetes/refusal.js';
import type { Original } from './originals.js';

const ATTEMPTS = 20;
const PAUSE_MS = 50;

/**
 * Puts back the fields of an object that we changed and nobody else since, and then who owned them: Helm refuses to
 * change what another manager owns. Harmless when it is done twice.
 *
 * @returns what was done, in a sentence; null where there was nothing to do
 */
export async function restoreObject(cluster: Cluster, original: Original): Promise<string | null> {
  const { kind, name } = original.ref;
  try {
    const { restored, leftAlone } = await putBack(cluster, original);
    await giveBack(cluster, original);
    if (restored.length + leftAlone.length === 0) return null;
    const done = restored.length === 0 ? [] : [`put back ${restored.join(', ')}`];
    const left =
      leftAlone.length === 0 ? [] : [`left alone what somebody else has changed since: ${leftAlone.join(', ')}`];
    return `${kind} ${name}: ${[...done, ...left].join('; ')}.`;
  } catch (error) {
    if (isRefusedWith(404, error)) return `${kind} ${name} is there no more.`;
    throw error;
  }
}

async function putBack(cluster: Cluster, { ref, fields }: Original) {
  const object = await readObject(cluster, ref);
  const ours = fields.filter(({ path }) => isOurs(object.metadata.managedFields ?? [], path));
  const differing = fields.filter(({ path, value }) => JSON.stringify(valueAt(object, path)) !== JSON.stringify(value));
  const toRestore = ours.filter((field) => differing.includes(field));
  if (toRestore.length > 0) await mergeObject(cluster, ref, patchOf(toRestore), { fieldManager: OUR_MANAGER });
  return {
    restored: toRestore.map(({ path }) => lastOf(describePath(path))),
    leftAlone: differing.filter((field) => !ours.includes(field)).map(({ path }) => lastOf(describePath(path))),
  };
}

/** Conditional on the version that was read: controllers write the status meanwhile. */
async function giveBack(cluster: Cluster, { ref, fields, managedFields: before }: Original): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { metadata }: PlainObject = await readObject(cluster, ref);
    const now = metadata.managedFields ?? [];
    if (!areAnyOurs(now)) return;
    const paths = fields.map(({ path }) => path).filter((path) => isOurs(now, path));
    const managedFields = givenBack(now, before, paths);
    const patch = { metadata: { resourceVersion: metadata.resourceVersion, managedFields } };
    try {
      await overlayObject(cluster, ref, patch, { fieldManager: OUR_MANAGER });
      return;
    } catch (error) {
      if (!isRefusedWith(409, error) || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/** `env[THREADS]` of `spec.template.spec.containers[threaded].env[THREADS]`: what is in front is the same for all. */
function lastOf(path: string): string {
  return path.replace(/^spec\.(template\.spec\.containers\[[^\]]+\]\.)?/, '');
}
