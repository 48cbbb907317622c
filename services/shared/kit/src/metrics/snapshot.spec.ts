import { describe, expect, it } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import { createProcessRegistry } from './registry.js';
import { takeSnapshot } from './snapshot.js';

describe('a snapshot', () => {
  it('has no sample of what was not measured, rather than one that is no number', async () => {
    const registry = new Registry();
    new Gauge({ name: 'mean', help: 'None yet.', registers: [registry] }).set(NaN);
    expect(await takeSnapshot(registry)).toMatchObject([{ name: 'mean', values: [] }]);
  });

  it('of a process that was never seen to lag says no lag', async () => {
    const families = await takeSnapshot(createProcessRegistry());
    const values = families.filter(({ name }) => name.startsWith('nodejs_eventloop_lag_')).flatMap((one) => one.values);
    expect(values).not.toEqual([]);
    for (const { value } of values) expect(value).toBeLessThan(60);
  });
});
