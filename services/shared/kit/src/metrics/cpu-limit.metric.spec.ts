import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { registerCpuLimit } from './cpu-limit.metric.js';
import { mergeSnapshots } from './merge.js';
import { takeSnapshot } from './snapshot.js';

const group = { limitCores: 0.5, periods: 10, throttledPeriods: 4, throttledSeconds: 1.5 };

async function snapshotOf(cpu: typeof group | { [Key in keyof typeof group]: null }) {
  const registry = new Registry();
  registerCpuLimit(registry, () => cpu);
  return takeSnapshot(registry);
}

function valuesOf(families: Awaited<ReturnType<typeof snapshotOf>>) {
  return Object.fromEntries(families.map(({ name, values }) => [name, values.map(({ value }) => value)]));
}

describe('the families about the control group', () => {
  it('say its limit and how often it held the replica back', async () => {
    expect(valuesOf(await snapshotOf(group))).toEqual({
      fleetlab_cpu_limit_cores: [0.5],
      fleetlab_cpu_periods_total: [10],
      fleetlab_cpu_throttled_periods_total: [4],
      fleetlab_cpu_throttled_seconds_total: [1.5],
    });
  });

  it('are absent where there is no limit', async () => {
    const none = { limitCores: null, periods: null, throttledPeriods: null, throttledSeconds: null };
    expect(await snapshotOf(none)).toEqual([]);
  });

  it('do not go back when the worker that read them last is gone', async () => {
    const older = await snapshotOf(group);
    const newer = await snapshotOf({ ...group, periods: 12 });
    const both = valuesOf(mergeSnapshots(new Map([...[older, newer].entries()].map(([i, one]) => [String(i), one]))));
    expect(both.fleetlab_cpu_periods_total).toEqual([12]);
  });
});
