import { describe, expect, it } from '@jest/globals';
import { quickRun, setting, simulateRun, SLEEP_20 } from '../../fixtures/simulated-run.js';
import type { WeightedWork } from '../experiment/plan.js';
import { summarise } from './summarise.js';

const NOTHING = {
  requests: { ok: 0, failed: 0, failures: {} },
  throughputPerS: null,
  meanInFlight: 0,
  latencySumMs: 0,
  usage: null,
};

describe('a summary', () => {
  const run = quickRun();
  const summary = summarise(run);
  const cell = (id: string) => summary.cells.find((candidate) => candidate.id === id)!;

  it('has an entry for each cell of the plan, in its order', () => {
    expect(summary.cells.map(({ id }) => id)).toEqual(run.plan.cells.map(({ id }) => id));
  });

  it('finds what the simulation was made to do', () => {
    expect(summary.cells.filter(({ verdict }) => verdict !== 'valid').map(({ id, reasons }) => [id, reasons])).toEqual(
      [],
    );
    expect(cell('threaded r1 w1 t4 · sleep ms=20 · closed 4/slot')).toMatchObject({
      bound: 'waiting',
      trials: 3,
      failed: 0,
      clients: 16,
      slots: 4,
      predictedThroughput: 200,
    });
    for (const { attained } of summary.cells) expect(attained).toBeGreaterThan(0.94);
  });

  it('adds requests and usage up over trials, and keeps the throughput of each', () => {
    const { requests, cpuMsPerRequest, throughput } = cell('blocking r1 w1 · sleep ms=20 · closed 4/slot');
    const trials = run.trials.filter(({ cell: id }) => id === 'blocking r1 w1 · sleep ms=20 · closed 4/slot');
    expect(requests).toBe(trials.reduce((sum, trial) => sum + trial.requests.ok, 0));
    expect(cpuMsPerRequest).toBeCloseTo(0.6);
    expect(throughput.perTrial).toEqual(trials.map(({ throughputPerS }) => throughputPerS));
  });

  it('is of use for a run that was cut short', () => {
    const cut = summarise({ ...run, trials: run.trials.filter(({ round }) => round === 1).slice(0, 4) });
    expect(cut.cells[0]).toMatchObject({ trials: 1, verdict: 'suspect' });
    expect(cut.cells.at(-1)).toMatchObject({ trials: 0, verdict: 'invalid', reasons: ['no trial of it has run'] });
    expect(cut.cells.at(-1)!.throughput).toEqual({ mean: null, ci95: null, perTrial: [] });
  });

  it('allows the errors that the experiment allows', () => {
    const failing = run.trials.map((trial) => ({
      ...trial,
      requests: { ok: trial.requests.ok, failed: 1, failures: { TIMEOUT: 1 } },
    }));
    const slo = { p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, errorRate: 0.05 };
    const invalid = (errorRate: number | null) =>
      summarise({
        ...run,
        trials: failing,
        experiment: { ...run.experiment, slo: { ...slo, errorRate } },
      }).cells.filter(({ verdict }) => verdict === 'invalid').length;
    expect(invalid(0.05)).toBe(0);
    expect(invalid(null)).toBe(summary.cells.length);
  });

  it('calls no cell valid that has no interval because a trial of it failed, whatever errors are allowed', () => {
    const [first] = run.plan.cells;
    const failing = run.trials.map((trial) =>
      trial.cell === first!.id && trial.round === 1
        ? { ...trial, requests: { ok: 0, failed: 10, failures: { TIMEOUT: 10 } }, throughputPerS: null }
        : trial,
    );
    const slo = { p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, errorRate: 0.5 };
    const [cell] = summarise({ ...run, trials: failing, experiment: { ...run.experiment, slo } }).cells;
    expect(cell!.throughput.ci95).toBeNull();
    expect(cell!.verdict).toBe('invalid');
  });

  it('calls a cell invalid of which a trial could not be had, and makes its figures of the others', () => {
    const [first] = run.plan.cells;
    const trials = run.trials.map((trial) =>
      trial.cell === first!.id && trial.round === 2
        ? { ...trial, ...NOTHING, broken: 'its pod does not start', retriedAfter: ['its pod was killed'] }
        : trial,
    );
    const found = summarise({ ...run, trials });
    const [cell] = found.cells;
    expect(cell).toMatchObject({ trials: 3, verdict: 'invalid' });
    expect(cell!.throughput.perTrial).toHaveLength(2);
    expect(cell!.reasons[0]).toMatch(/^1 of 3 trials could not be had \(trial \d+: its pod does not start\)$/);
    expect(found.retried).toEqual([
      { number: expect.any(Number), cell: first!.id, after: ['its pod was killed'] as unknown },
    ]);
  });

  it('predicts nothing for mixed work, and names its parts', () => {
    const parts: readonly WeightedWork[] = [
      { name: 'sleep', params: { ms: 20 }, weight: 2 },
      { name: 'memory', params: { mib: 8 }, weight: 1 },
    ];
    const simulated = simulateRun(
      'mix',
      '?',
      [setting('blocking')],
      [SLEEP_20],
      [{ kind: 'closed', concurrency: 4, thinkTimeMs: null }],
    );
    const [mixed] = summarise({
      ...simulated,
      plan: {
        ...simulated.plan,
        cells: simulated.plan.cells.map((each) => ({ ...each, work: { kind: 'mix', parts } })),
      },
      calibrations: simulated.calibrations.map((each) => ({
        ...each,
        serviceMs: null,
        fastestMs: null,
        source: 'none' as const,
      })),
    }).cells;
    expect(mixed).toMatchObject({
      workload: 'mix',
      params: { parts },
      bound: 'mixed',
      predictedThroughput: null,
      attained: null,
    });
  });
});

describe('an open load beyond what slots can do', () => {
  const load = { kind: 'open', ratePerSecond: 80, arrivals: 'poisson' } as const;
  const [cell] = summarise(simulateRun('overload', '?', [setting('blocking')], [SLEEP_20], [load])).cells;

  it('is called overloaded, and neither mismeasured nor drifting', () => {
    expect(cell!.verdict).toBe('suspect');
    expect(cell!.reasons).toEqual([expect.stringContaining('overloaded')]);
    expect(cell!.attained).toBeGreaterThan(0.95);
  });
});
