import { setTimeout } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { unschedulable } from '../../../kubernetes/pod-trouble.js';
import { endOf, hasStarted, troubleOfK6 } from './pod-state.js';

const ASK_EVERY_MS = 500;
/** A node may be making room: the pods of the shape before this one may not all be gone. */
const LONGEST_UNSCHEDULED_MS = 30_000;
const LONGEST_WITHOUT_POD_MS = 30_000;

export interface PodsOfLoad {
  readonly selector: string;
  readonly parallelism: number;
}

/**
 * Resolves when k6 has started in each of the pods of a load.
 *
 * @throws TrialBroken as soon as the cluster says that one will not
 */
export async function untilStarted(cluster: Cluster, load: PodsOfLoad, signal: AbortSignal): Promise<V1Pod[]> {
  const since = performance.now();
  for (;;) {
    const pods = await listPods(cluster, load, signal);
    for (const pod of pods) {
      const trouble = troubleOfK6(pod) ?? lastingly(unschedulable(pod), since, LONGEST_UNSCHEDULED_MS);
      if (trouble) throw hasStarted(pod) ? stopped(trouble) : notStarted(trouble);
    }
    if (pods.length === load.parallelism && pods.every(hasStarted)) return pods;
    const missing = `of ${load.parallelism} pods there are ${pods.length}: a quota or an admission rule may forbid them`;
    const problem = pods.length < load.parallelism && lastingly(missing, since, LONGEST_WITHOUT_POD_MS);
    if (problem) throw notStarted(problem);
    await setTimeout(ASK_EVERY_MS, undefined, { signal });
  }
}

/** @returns how k6 ended in each of these pods, once it has in all, or in one of them badly */
export async function untilEnded(
  cluster: Cluster,
  load: PodsOfLoad,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const pods = await listPods(cluster, load, signal);
    const found = names.map((name) => pods.find(({ metadata }) => metadata?.name === name));
    for (const [index, pod] of found.entries()) {
      const trouble = pod ? troubleOfK6(pod) : `pod ${names[index]} was deleted`;
      if (trouble) throw stopped(trouble);
      const end = endOf(pod!);
      if (end && end.exitCode !== 0) throw new K6Failed(names[index]!, end);
    }
    if (found.every((pod) => pod && endOf(pod))) return;
    await setTimeout(ASK_EVERY_MS, undefined, { signal });
  }
}

const notStarted = (why: string) => new TrialBroken(`k6 did not start: ${why}.`);
const stopped = (why: string) => new TrialBroken(`k6 was stopped in the middle of the trial: ${why}.`);

/** It ended by itself, and has said why. */
export class K6Failed extends TrialBroken {
  constructor(
    readonly pod: string,
    { exitCode, reason }: { readonly exitCode: number; readonly reason: string },
  ) {
    super(`k6 in pod ${pod} ended with exit code ${exitCode} (${reason}) in the middle of the trial.`);
  }
}

export async function listPods(cluster: Cluster, { selector }: PodsOfLoad, signal: AbortSignal): Promise<V1Pod[]> {
  const { namespace } = cluster;
  const list = () => cluster.core.listNamespacedPod({ namespace, labelSelector: selector });
  const { items } = await cluster.call("listing k6's pods", list, signal);
  return items.toSorted((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1));
}

function lastingly(problem: string | null, since: number, longestMs: number): string | null {
  return performance.now() - since > longestMs ? problem : null;
}
