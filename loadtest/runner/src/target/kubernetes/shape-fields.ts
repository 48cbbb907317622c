import { valueAt, type FieldPath, type FieldValue } from '../../kubernetes/field-path.js';
import type { Deployment } from './release.js';
import { SHAPE_VARIABLES, type Setting } from './setting.js';

export const REPLICAS: FieldPath = ['spec', 'replicas'];
const ROLLING = ['spec', 'strategy', 'rollingUpdate'];
const MAX_SURGE: FieldPath = [...ROLLING, 'maxSurge'];
const MAX_UNAVAILABLE: FieldPath = [...ROLLING, 'maxUnavailable'];

/** All fields of a Deployment that a shape may change. The container has the name of its component. */
export function shapeFields(component: string, deployment: Deployment): FieldPath[] {
  const rolls = deployment.spec.strategy.type === 'Recreate' ? [] : [MAX_SURGE, MAX_UNAVAILABLE];
  const variables = inOrderOfEnv(component, deployment).map((name) => variable(component, name));
  return [REPLICAS, ...rolls, ...variables, cpuLimit(component)];
}

/** A strategic merge patch leaves what it names in the order in which it names them, and what was there is to stay in its own. */
function inOrderOfEnv(component: string, deployment: Deployment): readonly string[] {
  const env = (valueAt(deployment, [...containerOf(component), 'env']) ?? []) as readonly { readonly name: string }[];
  const places = new Map(env.map(({ name }, index) => [name, index]));
  const placeOf = (name: string) => places.get(name) ?? Infinity;
  return [...SHAPE_VARIABLES].sort((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}

/**
 * What these fields are to be for a setting; what it does not say is as it was before. Nobody is served between two shapes,
 * so all pods are replaced at once, old before new: two sets of them might not fit.
 */
export function fieldsFor(setting: Setting, before: readonly FieldValue[]): FieldValue[] {
  const { component, replicas, env, cpuMillis } = setting;
  const wanted = new Map<string, unknown>([
    [keyOf(REPLICAS), replicas],
    [keyOf(MAX_SURGE), 0],
    [keyOf(MAX_UNAVAILABLE), '100%'],
    ...Object.entries(env).map(
      ([name, value]) => [keyOf(variable(component, name)), { name, value: String(value) }] as const,
    ),
    ...(cpuMillis === undefined ? [] : ([[keyOf(cpuLimit(component)), quantity(cpuMillis)]] as const)),
  ]);
  return before.map(({ path, value }) => ({ path, value: wanted.has(keyOf(path)) ? wanted.get(keyOf(path)) : value }));
}

/** Of these fields, those that are otherwise in the object. */
export function differingFields(object: unknown, fields: readonly FieldValue[]): FieldValue[] {
  return fields.filter(({ path, value }) => JSON.stringify(valueAt(object, path)) !== JSON.stringify(value));
}

/** Of these fields those of the pod template, by their paths in a pod. */
export function fieldsOfPods(fields: readonly FieldValue[]): FieldValue[] {
  return fields.flatMap(({ path: [spec, template, ...inPod], value }) =>
    spec === 'spec' && template === 'template' ? [{ path: inPod, value }] : [],
  );
}

/** As the API server writes it: `300m`, `2`. */
function quantity(millis: number): string {
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

function variable(component: string, name: string): FieldPath {
  return [...containerOf(component), 'env', { name }];
}

function cpuLimit(component: string): FieldPath {
  return [...containerOf(component), 'resources', 'limits', 'cpu'];
}

function containerOf(component: string): FieldPath {
  return ['spec', 'template', 'spec', 'containers', { name: component }];
}

function keyOf(path: FieldPath): string {
  return JSON.stringify(path);
}
