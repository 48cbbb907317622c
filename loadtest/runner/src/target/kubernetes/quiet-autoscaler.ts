import { setTimeout as delay } from 'node:timers/promises';
import type { Autoscale } from '../../experiment/plan.js';
import type { Cluster } from '../../kubernetes/cluster.js';
import { readObject, type ObjectRef, type PlainObject } from '../../kubernetes/objects.js';
import { TrialBroken } from '../../trial/trial-broken.js';

const POLL_MS = 1_000;
/** Figures of CPU are up to a minute old, and an autoscaler looks every 15 s. */
const LONGEST_MS = 120_000;

type Autoscaler = PlainObject<
  unknown,
  { readonly currentMetrics?: readonly { readonly resource?: ResourceMetric }[] | null }
>;

interface ResourceMetric {
  readonly name: string;
  readonly current: { readonly averageUtilization?: number };
}

/**
 * Resolves once an autoscaler has seen its pods use no more CPU than it aims at.
 *
 * @throws TrialBroken where that does not come about
 */
export async function untilQuiet(
  cluster: Cluster,
  ref: ObjectRef,
  { targetPercent }: Autoscale,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const percent = cpuPercent(await readObject<Autoscaler>(cluster, ref));
    if (percent !== null && percent <= targetPercent) return;
    if (Date.now() > until) throw new TrialBroken(whyNot(ref, percent, targetPercent));
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Of the CPU request, over all pods; null where it has no figures. */
function cpuPercent({ status }: Autoscaler): number | null {
  const cpu = status?.currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  return cpu?.resource?.current.averageUtilization ?? null;
}

function whyNot({ name }: ObjectRef, percent: number | null, targetPercent: number): string {
  const seconds = LONGEST_MS / 1000;
  return percent === null
    ? `The autoscaler ${name} has seen no CPU figures in ${seconds} s: the cluster needs a metrics API (metrics-server), and the pods a CPU request.`
    : `The autoscaler ${name} still sees ${percent} % of the CPU request used after ${seconds} s without load, and aims at ${targetPercent} %: raise cpu.`;
}
