import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { Cluster } from './cluster.js';
import type { ManagedFieldsEntry } from './managed-fields.js';

/** Kinds that are changed here, by where the API server has them. */
const KINDS = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  HorizontalPodAutoscaler: { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers' },
} as const;

export interface ObjectRef {
  readonly kind: keyof typeof KINDS;
  readonly name: string;
}

/** An object as the API server sends it: nothing of it is lost when it is written back. */
export interface PlainObject<Spec = unknown, Status = unknown> {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly managedFields?: readonly ManagedFieldsEntry[];
  };
  readonly spec: Spec;
  readonly status?: Status;
}

export interface PatchOptions {
  readonly fieldManager: string;
  /** The API server checks it, and forgets it. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

export async function readObject<T extends PlainObject>(cluster: Cluster, ref: ObjectRef): Promise<T> {
  const ask = () => cluster.custom.getNamespacedCustomObject({ ...placeOf(cluster, ref.kind), name: ref.name });
  return (await cluster.call(`reading the ${ref.kind} ${ref.name}`, ask)) as T;
}

export async function listObjects<T extends PlainObject>(
  cluster: Cluster,
  kind: ObjectRef['kind'],
  labelSelector: string,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const ask = () => cluster.custom.listNamespacedCustomObject({ ...placeOf(cluster, kind), labelSelector });
  return ((await cluster.call(`listing ${KINDS[kind].plural}`, ask, signal)) as { items: T[] }).items;
}

/** Lists are merged by their keys, so that a patch names only the entries that it changes. @returns the object as it is then */
export function mergeObject<T extends PlainObject>(
  cluster: Cluster,
  ref: ObjectRef,
  patch: object,
  options: PatchOptions,
): Promise<T> {
  return patchObject(cluster, ref, patch, PatchStrategy.StrategicMergePatch, options);
}

/** Lists are replaced. @returns the object as it is then */
export function overlayObject<T extends PlainObject>(
  cluster: Cluster,
  ref: ObjectRef,
  patch: object,
  options: PatchOptions,
): Promise<T> {
  return patchObject(cluster, ref, patch, PatchStrategy.MergePatch, options);
}

async function patchObject<T>(
  cluster: Cluster,
  { kind, name }: ObjectRef,
  body: object,
  strategy: string,
  { fieldManager, dryRun, signal }: PatchOptions,
): Promise<T> {
  const request = { ...placeOf(cluster, kind), name, body, fieldManager, ...(dryRun && { dryRun: 'All' }) };
  const ask = () => cluster.custom.patchNamespacedCustomObject(request, setHeaderOptions('Content-Type', strategy));
  return (await cluster.call(`changing the ${kind} ${name}`, ask, signal)) as T;
}

function placeOf({ namespace }: Cluster, kind: ObjectRef['kind']) {
  return { ...KINDS[kind], namespace };
}
