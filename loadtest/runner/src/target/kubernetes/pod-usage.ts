import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import type { Usage } from '../../trial/trial.js';
import { sumOfUsage, type UsageReading } from '../../trial/used-between.js';

const ADMIN_PORT = 9090;
const GIVE_UP_MS = 5_000;

/** CPU time, memory and throttling of these pods, by their own counters; null where one of them does not tell. */
export async function readPodUsage(cluster: Cluster, pods: readonly V1Pod[]): Promise<UsageReading | null> {
  try {
    const texts = await Promise.all(pods.map((pod) => withinTime(readMetrics(cluster, pod.metadata!.name!))));
    const all = texts.map(usageIn);
    const total = sumOfUsage(all);
    if (all.length === 0 || Number.isNaN(total.cpuMs)) return null;
    return { ...total, byPod: Object.fromEntries(all.map((usage, index) => [pods[index]!.metadata!.name!, usage])) };
  } catch {
    // A pod that has gone, or no right to ask it: what was used is then not known.
    return null;
  }
}

/** From the text of one pod's `/metrics`. */
export function usageIn(metrics: string): Usage {
  const total = (name: string) => totalOf(metrics, name);
  const periods = total('fleetlab_cpu_periods_total');
  return {
    cpuMs: (total('process_cpu_seconds_total') ?? NaN) * 1000,
    rssMiB: (total('process_resident_memory_bytes') ?? NaN) / 2 ** 20,
    ...(periods !== null && {
      throttling: {
        periods,
        throttledPeriods: total('fleetlab_cpu_throttled_periods_total') ?? 0,
        throttledMs: (total('fleetlab_cpu_throttled_seconds_total') ?? 0) * 1000,
      },
    }),
  };
}

/** Over all processes of the pod; null where there is no such series. */
function totalOf(metrics: string, name: string): number | null {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  if (lines.length === 0) return null;
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

function readMetrics({ core, namespace }: Cluster, pod: string): Promise<string> {
  return core.connectGetNamespacedPodProxyWithPath({ name: `${pod}:${ADMIN_PORT}`, namespace, path: 'metrics' });
}

async function withinTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('It does not answer.')), GIVE_UP_MS);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
