import { describe, expect, it } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import { readPodUsage } from './pod-usage.js';

const PREFORKED = `# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
process_cpu_seconds_total{worker="0"} 0.5
process_cpu_seconds_total{worker="1"} 0.25
process_resident_memory_bytes{worker="0"} 104857600
process_resident_memory_bytes{worker="1"} 52428800
`;
const LIMITED = `process_cpu_seconds_total{worker="0"} 1
process_resident_memory_bytes{worker="0"} 1048576
fleetlab_cpu_periods_total 100
fleetlab_cpu_throttled_periods_total 40
fleetlab_cpu_throttled_seconds_total 1.5
`;

describe('what pods use', () => {
  it('is the sum over all processes of all pods', async () => {
    const pods = { one: PREFORKED, other: PREFORKED };
    expect(await readPodUsage(clusterWith(pods), named('one', 'other'))).toMatchObject({
      cpuMs: 1500,
      rssMiB: 300,
      byPod: { one: { cpuMs: 750, rssMiB: 150 }, other: { cpuMs: 750, rssMiB: 150 } },
    });
  });

  it('has the periods in which a CPU limit held them back, where there is one', async () => {
    const pods = { one: LIMITED, other: LIMITED };
    expect(await readPodUsage(clusterWith(pods), named('one', 'other'))).toMatchObject({
      cpuMs: 2000,
      rssMiB: 2,
      throttling: { periods: 200, throttledPeriods: 80, throttledMs: 3000 },
    });
  });

  it.each([
    ['one of them does not answer', ['one', 'gone']],
    ['one says something else', ['one', 'strange']],
    ['there is none', []],
  ])('is not known where %s', async (_, names) => {
    const cluster = clusterWith({ one: LIMITED, strange: 'hello' });
    expect(await readPodUsage(cluster, named(...names))).toBeNull();
  });
});

function clusterWith(pods: Readonly<Record<string, string>>): Cluster {
  const core = {
    connectGetNamespacedPodProxyWithPath({ name, path }: { name: string; path: string }) {
      const text = pods[name.replace(/:9090$/, '')];
      return text !== undefined && path === 'metrics'
        ? Promise.resolve(text)
        : Promise.reject(new Error('no such pod'));
    },
  };
  return { core, namespace: 'lab' } as unknown as Cluster;
}

function named(...names: readonly string[]): V1Pod[] {
  return names.map((name) => ({ metadata: { name } }));
}
