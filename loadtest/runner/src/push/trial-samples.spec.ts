import { describe, expect, it } from '@jest/globals';
import { GOOD_CELL, goodTrial } from '../../fixtures/good-evidence.js';
import * as names from './metric-names.js';
import { trialSamples } from './trial-samples.js';

const RUN = { experiment: 'quick', run: '20261121T091500Z-quick' };
const CALIBRATION = { cell: GOOD_CELL.id, slots: 4, serviceMs: 20, fastestMs: 20, source: 'requested' } as const;

describe('the samples of a trial', () => {
  it('are those of its cell, if it were the only trial, at its end', () => {
    const samples = trialSamples(RUN, GOOD_CELL, CALIBRATION, goodTrial({ number: 7 }), null);
    expect(new Set(samples.map(({ timestampMs }) => timestampMs))).toEqual(
      new Set([Date.parse('2026-11-21T09:00:06Z')]),
    );
    const [{ quantile, ...labels }] = samples.map(({ labels }) => labels) as [Record<string, string>];
    expect(quantile).toBeUndefined();
    expect(labels).toEqual({
      ...RUN,
      trial: '7',
      model: 'threaded',
      via: '',
      workload: 'sleep 20 ms',
      replicas: '1',
      workers: '1',
      threads: '4',
      load: 'closed 16',
    });
    expect(valuesOf(samples)).toEqual({
      [names.TRIAL_THROUGHPUT]: 199.8,
      [names.TRIAL_PREDICTED_THROUGHPUT]: 200,
      [names.TRIAL_SLOTS]: 4,
      [names.TRIAL_VALID]: 1,
      [names.TRIAL_DURATION_SECONDS]: 5,
      'fleetlab_trial_latency_seconds 0.5': expect.closeTo(0.08, 3),
      'fleetlab_trial_latency_seconds 0.9': expect.closeTo(0.081, 3),
      'fleetlab_trial_latency_seconds 0.95': expect.closeTo(0.081, 3),
      'fleetlab_trial_latency_seconds 0.99': expect.closeTo(0.081, 3),
    });
  });

  it('leave out what cannot be said, and labels that a model does not have', () => {
    const cell = {
      ...GOOD_CELL,
      shape: { model: 'async', replicas: 2, workers: 1, threads: null },
      via: 'loop',
    } as const;
    const nothing = goodTrial({ throughputPerS: null });
    const samples = trialSamples(RUN, cell, { ...CALIBRATION, slots: null, serviceMs: null }, nothing, null);
    expect(Object.keys(valuesOf(samples)).filter((name) => !name.includes('latency'))).toEqual([
      names.TRIAL_VALID,
      names.TRIAL_DURATION_SECONDS,
    ]);
    expect(samples[0]!.labels).toMatchObject({ model: 'async', via: 'loop', replicas: '2', threads: '' });
  });

  it('are all of the names that others are told of', () => {
    const samples = trialSamples(RUN, GOOD_CELL, CALIBRATION, goodTrial(), null);
    const told = Object.values(names).filter((name) => name !== names.EXPERIMENT_RUNNING);
    expect(new Set(samples.map(({ name }) => name))).toEqual(new Set(told));
  });

  it('call a trial invalid by itself for what would make a cell invalid, and for nothing less', () => {
    const validOf = (changes: Parameters<typeof goodTrial>[0]) =>
      valuesOf(trialSamples(RUN, GOOD_CELL, CALIBRATION, goodTrial(changes), null))[names.TRIAL_VALID];
    expect(validOf({ requests: { ok: 990, failed: 10, failures: { '503 OVERLOADED': 10 } } })).toBe(0);
    expect(validOf({ generator: { scheduled: 1000, started: 1000, lagP99Ms: 0, loopUtilization: 0.9 } })).toBe(0);
    expect(validOf({ throughputPerS: 400, requests: { ok: 2000, failed: 0, failures: {} } })).toBe(0);
    expect(validOf({ halves: { firstMeanMs: 120, secondMeanMs: 40 } })).toBe(1);
  });
});

function valuesOf(samples: ReturnType<typeof trialSamples>): Record<string, number> {
  return Object.fromEntries(
    samples.map(({ name, labels, value }) => [[name, labels.quantile].filter(Boolean).join(' '), value]),
  );
}
