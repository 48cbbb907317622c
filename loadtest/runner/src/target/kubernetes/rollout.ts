import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import type { WatchedList } from '../../kubernetes/watched-list.js';
import type { FieldValue } from '../../kubernetes/field-path.js';
import { count, listed } from '../../results/figure.js';
import { TrialBroken } from '../../trial/trial-broken.js';
import { componentOf } from './release.js';
import { differingFields } from './shape-fields.js';
import { TroubleWatch } from './trouble-watch.js';
import { untilTrue } from './until-true.js';

/** A startup probe of the chart gives up after a minute and a half. */
const LONGEST_MS = 120_000;

/** What a Deployment was told: from this generation on it has been heard. */
export interface Told {
  readonly component: string;
  readonly name: string;
  readonly generation: number;
  readonly replicas: number;
  /** What tells its new pods from its old ones, by paths of a pod. */
  readonly ofPods: readonly FieldValue[];
}

export interface Watched {
  readonly deployments: WatchedList<V1Deployment>;
  readonly pods: WatchedList<V1Pod>;
}

/**
 * Resolves once each Deployment has exactly the pods that it was told to have, all of them ready and none of an older
 * template left.
 *
 * @throws TrialBroken as soon as that will not come about
 */
export async function untilRolledOut(told: readonly Told[], watched: Watched, signal: AbortSignal): Promise<void> {
  const watch = new TroubleWatch(watched.pods.items);
  const until = Date.now() + LONGEST_MS;
  await untilTrue(watched, signal, () => {
    const missing = told.flatMap((one) => whyNot(one, watched) ?? []);
    if (missing.length === 0) return true;
    const components = told.map(({ component }) => component);
    const trouble = watch.troubleIn(podsOf(watched.pods.items, components));
    if (trouble) throw new TrialBroken(trouble);
    if (Date.now() < until) return false;
    throw new TrialBroken(`Not rolled out within ${LONGEST_MS / 1000} s: ${listed(missing)}.`);
  });
}

export function isReady({ metadata, status }: V1Pod): boolean {
  const isUp = status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
  return isUp && metadata?.deletionTimestamp === undefined;
}

/** Of these components. */
export function podsOf(pods: readonly V1Pod[], components: readonly string[]): V1Pod[] {
  return pods.filter((pod) => components.includes(componentOf(pod)));
}

/** In words what is missing; null where nothing is. */
function whyNot(
  { component, name, generation, replicas, ofPods }: Told,
  { deployments, pods }: Watched,
): string | null {
  const deployment = deployments.items.find(({ metadata }) => metadata?.name === name);
  if (!deployment) return `the Deployment ${name} is there no more`;
  const { metadata, status } = deployment;
  const isHeard = (metadata?.generation ?? 0) >= generation && (status?.observedGeneration ?? 0) >= generation;
  const own = podsOf(pods.items, [component]);
  // Of Deployments and of pods is told separately: either may be known to be new while the other is still as it was.
  const ready = own.filter((pod) => isReady(pod) && differingFields(pod, ofPods).length === 0).length;
  const isThere = (status?.updatedReplicas ?? 0) === replicas && (status?.replicas ?? 0) === replicas;
  if (isHeard && isThere && own.length === replicas && ready === replicas) return null;
  return `${name} has ${count(own.length, 'pod')}, ${ready} of them new and ready, for ${replicas}`;
}
