import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { Autoscale, Shape } from '../../experiment/plan.js';
import type { Cluster } from '../../kubernetes/cluster.js';
import { patchOf, type FieldPath, type FieldValue } from '../../kubernetes/field-path.js';
import { OUR_MANAGER } from '../../kubernetes/managed-fields.js';
import { mergeObject, type ObjectRef } from '../../kubernetes/objects.js';
import { isRefusedWith } from '../../kubernetes/refusal.js';
import { allDone } from './all-done.js';
import { PAUSE_FIELDS } from './autoscaler-pause.js';
import type { Release } from './release.js';
import { untilQuiet } from './quiet-autoscaler.js';
import { settingOf } from './setting.js';

/** One that was looking at its pods when it was removed still writes what it decides, and nothing tells of its end. */
const LAST_WORD_MS = 1_000;

const METRICS: FieldPath = ['spec', 'metrics'];

/** Fields of an autoscaler of the release that are changed here. */
export const AUTOSCALER_FIELDS: readonly FieldPath[] = [...PAUSE_FIELDS, METRICS];

/** A shape whose replicas are the cluster's to say. */
export type AutoscaledShape = Shape & { readonly autoscale: Autoscale };

interface SetOptions {
  /** The API server checks it, and forgets it. */
  readonly dryRun?: boolean;
  readonly signal: AbortSignal;
}

export function isAutoscaled(shape: Shape): shape is AutoscaledShape {
  return shape.autoscale !== undefined;
}

/**
 * Leaves the number of pods to an autoscaler: that of the release, reshaped, or where it has none one of our own. It gets its
 * room once the pods were seen quiet: that they used CPU to start says nothing of the load. An autoscaler remembers for five
 * minutes, by its name, how many pods it has wanted; one of our own therefore has another name each time.
 *
 * @throws TrialBroken where it sees no CPU figures, or wants more pods for no load at all
 */
export async function startAutoscaler(
  cluster: Cluster,
  release: Release,
  shape: AutoscaledShape,
  signal: AbortSignal,
): Promise<void> {
  const { component, replicas } = settingOf(shape);
  const ref = await setAutoscaler(cluster, release, shape, replicas, { signal });
  await untilQuiet(cluster, ref, shape.autoscale, signal);
  if (!release.autoscalers.has(component)) await removeAutoscalers(cluster, release.name, signal);
  await setAutoscaler(cluster, release, shape, shape.autoscale.maxReplicas, { signal });
}

/** Has the API server check what starting would ask of it. */
export async function rehearseAutoscaler(
  cluster: Cluster,
  release: Release,
  shape: AutoscaledShape,
  signal: AbortSignal,
): Promise<void> {
  await setAutoscaler(cluster, release, shape, shape.autoscale.maxReplicas, { dryRun: true, signal });
}

async function setAutoscaler(
  cluster: Cluster,
  { name, deployments, autoscalers }: Release,
  shape: AutoscaledShape,
  maxReplicas: number,
  { dryRun = false, signal }: SetOptions,
): Promise<ObjectRef> {
  const { component, replicas } = settingOf(shape);
  const target = deployments.get(component)!.metadata.name;
  const own = autoscalers.get(component);
  const ref: ObjectRef = { kind: 'HorizontalPodAutoscaler', name: own?.metadata.name ?? newName(target) };
  const spec = specOf(replicas, maxReplicas, shape.autoscale);
  if (own) {
    await mergeObject(cluster, ref, patchOf(fieldsOf(spec)), { fieldManager: OUR_MANAGER, dryRun, signal });
  } else {
    const body = {
      metadata: { name: ref.name, labels: labelsOf(name) },
      spec: { ...spec, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target } },
    };
    await create(cluster, body, dryRun, signal);
  }
  return ref;
}

/** Takes away the autoscalers that were started for a release, also by a run that was killed. @returns their names */
export async function removeAutoscalers(
  cluster: Cluster,
  release: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { namespace } = cluster;
  const labelSelector = Object.entries(labelsOf(release))
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
  const list = () => cluster.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace, labelSelector });
  const { items } = await cluster.call('listing horizontalpodautoscalers', list, signal);
  const names = items.map(({ metadata }) => metadata!.name!);
  await allDone(names.map((name) => remove(cluster, name, signal)));
  if (names.length > 0) await delay(LAST_WORD_MS, undefined, { signal });
  return names;
}

async function create(cluster: Cluster, body: V2HorizontalPodAutoscaler, dryRun: boolean, signal: AbortSignal) {
  const request = {
    namespace: cluster.namespace,
    body,
    fieldManager: OUR_MANAGER,
    ...(dryRun && { dryRun: 'All' }),
  };
  const ask = () => cluster.autoscaling.createNamespacedHorizontalPodAutoscaler(request);
  try {
    await cluster.call(`creating the HorizontalPodAutoscaler ${body.metadata!.name}`, ask, signal);
  } catch (error) {
    // An answer may have been lost, and the request have been sent again.
    if (!isRefusedWith(409, error)) throw error;
  }
}

async function remove(cluster: Cluster, name: string, signal?: AbortSignal): Promise<void> {
  const { namespace } = cluster;
  const ask = () => cluster.autoscaling.deleteNamespacedHorizontalPodAutoscaler({ name, namespace });
  try {
    await cluster.call(`deleting the HorizontalPodAutoscaler ${name}`, ask, signal);
  } catch (error) {
    if (!isRefusedWith(404, error)) throw error;
  }
}

function newName(target: string): string {
  return `${target}-fleetlab-${randomBytes(4).toString('hex')}`;
}

/** Not those by which the chart's own objects are found. */
function labelsOf(release: string): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'fleetlab', 'fleetlab/release': release };
}

function specOf(minReplicas: number, maxReplicas: number, { targetPercent }: Autoscale) {
  const target = { type: 'Utilization', averageUtilization: targetPercent };
  return { minReplicas, maxReplicas, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] };
}

function fieldsOf(spec: ReturnType<typeof specOf>): FieldValue[] {
  const values = [spec.minReplicas, spec.maxReplicas, spec.metrics];
  return AUTOSCALER_FIELDS.map((path, index) => ({ path, value: values[index] }));
}
