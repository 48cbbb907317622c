import { describe, expect, it } from '@jest/globals';
import { goodTrial } from '../../fixtures/good-evidence.js';
import { histogram } from '../../fixtures/simulated-trial.js';
import { createPlan } from '../experiment/create-plan.js';
import { parseExperiment } from '../experiment/parse-experiment.js';
import type { PlannedTrial } from '../experiment/plan.js';
import { summarise } from '../analysis/summarise.js';
import { ENVIRONMENT } from '../../fixtures/simulated-run.js';
import { courseOf, placeIn } from './course.js';
import type { TrialRecord } from './trial.js';

const EXPERIMENT = parseExperiment(
  `name: capacity
question: How much?
matrix:
  model: [threaded, blocking]
  workload: [{ sleep: { ms: 100 } }]
  threads: [4]
search: { over: rate, from: 10, to: 80, trials: 12 }
slo: { p95: 200ms }
`,
  'capacity.yaml',
);
const PLAN = createPlan(EXPERIMENT, 1);
const COURSE = courseOf(PLAN);
/** Of four threads; blocking can do less than the lowest rate. */
const CEILING = 38;

describe('the course of a search', () => {
  const records = runAll([]);

  it('is one search after another, each with few of the trials that it may have', () => {
    expect(records.map(({ number }) => number)).toEqual(records.map((_, index) => index + 1));
    const models = records.map(({ cell }) => cell.split(' ')[0]);
    expect(models).toEqual(models.toSorted().reverse());
    expect(models.filter((model) => model === 'threaded').length).toBeLessThanOrEqual(9);
  });

  it('numbers the trials of a cell, so that each meets other arrivals', () => {
    for (const alike of Map.groupBy(records, ({ cell }) => cell).values())
      expect(alike.map(({ round }) => round)).toEqual(alike.map((_, index) => index + 1));
  });

  it('goes on after an interruption as if there had been none', () => {
    for (const stoppedAfter of [1, 5, records.length - 1])
      expect(runAll(records.slice(0, stoppedAfter)).map(({ cell }) => cell)).toEqual(records.map(({ cell }) => cell));
  });

  it('says that its trials are the most there can be', () => {
    expect(placeIn(COURSE, 3)).toBe('trial 3 of at most 24');
    expect(COURSE.rest([])).toHaveLength(24);
    expect(COURSE.rest(records)).toEqual([]);
    expect(COURSE.cellsAhead([])).toHaveLength(110);
  });

  it('ends when its trials are used up, though nothing is certain', () => {
    const plan = { ...PLAN, search: { ...PLAN.search!, trials: 3 } };
    expect(runAll([], plan)).toHaveLength(6);
    expect(summaryOf(runAll([], plan), plan).searches[0]).toMatchObject({ isDone: false, trials: 3 });
  });
});

describe('the summary of a search', () => {
  const summary = summaryOf(runAll([]));

  it('has the interval in which the limit lies, in figures and in words', () => {
    const [threaded, blocking] = summary.searches;
    expect(threaded).toMatchObject({ over: 'rate', isDone: true, met: 37.9, failed: 39.5, interval: [37.9, 39.5] });
    expect(threaded!.words).toBe(
      'threaded (4 threads), sleep 100 ms: p95 under 200 ms holds up to 37.9/s, but not at 39.5/s (p95 900 ms)',
    );
    expect(blocking).toMatchObject({ met: null, failed: 10, interval: null });
    expect(blocking!.words).toMatch(
      /^blocking, sleep 100 ms: p95 under 200 ms does not hold at 10\.0\/s .*the least tried$/,
    );
  });

  it('has the cells that were tried and no others, none of them suspect for having been tried once', () => {
    expect(summary.cells.map(({ id }) => id).toSorted()).toEqual(
      [...new Set(runAll([]).map(({ cell }) => cell))].toSorted(),
    );
    expect(summary.cells.flatMap(({ reasons }) => reasons).join()).not.toContain('no interval');
    expect(summary.trials).toBe(runAll([]).length);
  });

  it('answers with the searches, and says what to plan for', () => {
    expect(summary.finding).toMatch(/^Threaded \(4 threads\), sleep 100 ms: .* \(p95 900 ms\)\. blocking, sleep/);
    expect(summary.advice[0]).toBe(
      'For threaded (4 threads), sleep 100 ms with p95 under 200 ms, plan for at most 37.9/s; beyond that it takes more slots, or replicas.',
    );
  });
});

function runAll(earlier: readonly TrialRecord[], plan = PLAN): TrialRecord[] {
  const course = courseOf(plan);
  const records = [...earlier];
  for (let [next] = course.rest(records); next; [next] = course.rest(records)) records.push(recordOf(next));
  return records;
}

function recordOf({ number, round, cell }: PlannedTrial): TrialRecord {
  const rate = cell.load.kind === 'open' ? cell.load.ratePerSecond : 0;
  const isMet = cell.shape.model === 'threaded' && rate <= CEILING;
  const { histograms } = goodTrial();
  const latency = histogram([isMet ? 110 : 900]);
  const clients = { warmupMs: 1000, durationMs: 5000, clients: null, ratePerSecond: rate };
  return goodTrial({ number, round, cell: cell.id, histograms: { ...histograms, latency }, window: clients });
}

function summaryOf(trials: readonly TrialRecord[], plan = PLAN) {
  return summarise({
    experiment: EXPERIMENT,
    plan,
    calibrations: [],
    trials,
    environment: ENVIRONMENT,
    startedAt: '2026-11-21T09:00:00.000Z',
    finishedAt: '2026-11-21T09:02:41.000Z',
  });
}
