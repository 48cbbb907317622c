import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Cluster } from '../../kubernetes/cluster.js';
import { TrialBroken } from '../../trial/trial-broken.js';
import { untilQuiet } from './quiet-autoscaler.js';

const never = new AbortController().signal;
const REF = { kind: 'HorizontalPodAutoscaler', name: 'lab-threaded-fleetlab' } as const;

let now = 0;
beforeEach(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => (now += 100_000));
});
afterEach(() => {
  jest.restoreAllMocks();
});

function clusterThatSees(averageUtilization: number | null): Cluster {
  const resource = { name: 'cpu', current: { averageUtilization } };
  const status = { currentMetrics: averageUtilization === null ? null : [{ resource }] };
  const custom = { getNamespacedCustomObject: () => Promise.resolve({ status }) };
  return { custom, call: <T>(_what: string, ask: () => Promise<T>) => ask(), namespace: 'space' } as unknown as Cluster;
}

describe('an autoscaler that cannot be waited for', () => {
  const wait = (seen: number | null) =>
    untilQuiet(clusterThatSees(seen), REF, { maxReplicas: 3, targetPercent: 50 }, never);

  it('sees nothing: the trial is broken, and what is missing is said', async () => {
    await expect(wait(null)).rejects.toThrow(TrialBroken);
    await expect(wait(null)).rejects.toThrow(/has seen no CPU figures in 120 s: .*metrics-server.*a CPU request/);
  });

  it('wants more pods for no load at all', async () => {
    await expect(wait(80)).rejects.toThrow(
      'still sees 80 % of the CPU request used after 120 s without load, and aims at 50 %: raise cpu.',
    );
  });
});

it('pods that use as much as is aimed at are quiet', async () => {
  await untilQuiet(clusterThatSees(50), REF, { maxReplicas: 3, targetPercent: 50 }, never);
});
