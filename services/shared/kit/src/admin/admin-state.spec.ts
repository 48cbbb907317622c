import { describe, expect, it } from '@jest/globals';
import type { MetricFamily } from '../metrics/snapshot.js';
import { AdminState } from './admin-state.js';

const family = (name: string, type: string, value: number, aggregator = 'sum'): MetricFamily => ({
  name,
  help: name,
  type,
  aggregator,
  values: [{ value, labels: {} }],
});
const valueOf = (state: AdminState, name: string) => state.metrics().find((one) => one.name === name)?.values;

describe('what the admin port says of several workers', () => {
  it('adds up what they counted', () => {
    const state = new AdminState();
    state.update('0', [family('fleetlab_run_rejected_total', 'counter', 2)]);
    state.update('1', [family('fleetlab_run_rejected_total', 'counter', 3)]);
    expect(valueOf(state, 'fleetlab_run_rejected_total')).toEqual([{ value: 5, labels: {} }]);
  });

  it('never counts a worker twice when it says the same again', () => {
    const state = new AdminState();
    for (let i = 0; i < 3; i++) state.update('0', [family('fleetlab_run_rejected_total', 'counter', 2)]);
    expect(valueOf(state, 'fleetlab_run_rejected_total')).toEqual([{ value: 2, labels: {} }]);
  });

  it('keeps what a worker did not say again', () => {
    const state = new AdminState();
    state.update('0', [
      family('fleetlab_run_rejected_total', 'counter', 2),
      family('fleetlab_run_in_flight', 'gauge', 0),
    ]);
    state.update('0', [family('fleetlab_run_in_flight', 'gauge', 1)]);
    expect(valueOf(state, 'fleetlab_run_rejected_total')).toEqual([{ value: 2, labels: {} }]);
    expect(valueOf(state, 'fleetlab_run_in_flight')).toEqual([{ value: 1, labels: {} }]);
  });

  it('says once what all of them say of the replica', () => {
    const state = new AdminState();
    state.update('0', [family('fleetlab_slots', 'gauge', 8, 'first')]);
    state.update('1', [family('fleetlab_slots', 'gauge', 8, 'first')]);
    expect(valueOf(state, 'fleetlab_slots')).toEqual([{ value: 8, labels: {} }]);
  });

  it("keeps a process's own families apart, by worker", () => {
    const state = new AdminState();
    state.update('0', [family('process_cpu_seconds_total', 'counter', 1)]);
    state.update('1', [family('process_cpu_seconds_total', 'counter', 4)]);
    expect(valueOf(state, 'process_cpu_seconds_total')).toEqual([
      { value: 1, labels: { worker: '0' } },
      { value: 4, labels: { worker: '1' } },
    ]);
  });

  it('never lets a counter go back when workers die, and forgets what a dead one held', () => {
    const state = new AdminState();
    for (const counted of [2, 3, 5]) {
      state.update('0', [
        family('fleetlab_run_rejected_total', 'counter', counted),
        family('fleetlab_run_in_flight', 'gauge', 1),
      ]);
      state.retire('0');
    }
    expect(valueOf(state, 'fleetlab_run_rejected_total')).toEqual([{ value: 10, labels: {} }]);
    expect(valueOf(state, 'fleetlab_run_in_flight')).toBeUndefined();
    state.update('0', [family('fleetlab_run_rejected_total', 'counter', 1)]);
    expect(valueOf(state, 'fleetlab_run_rejected_total')).toEqual([{ value: 11, labels: {} }]);
  });
});
