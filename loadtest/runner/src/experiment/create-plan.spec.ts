import { describe, expect, it } from '@jest/globals';
import { shapeId } from './cell-id.js';
import { createPlan } from './create-plan.js';
import type { Experiment } from './experiment.js';
import { MODELS, type PlannedTrial } from './plan.js';

const EXPERIMENT: Experiment = {
  name: 'plan',
  question: 'In what order?',
  matrix: {
    model: MODELS,
    workload: [
      { kind: 'single', name: 'sleep', params: { ms: 20 } },
      { kind: 'single', name: 'compute', params: { n: 1000 } },
    ],
    replicas: [1, 2],
    workers: [1],
    threads: [1, 4],
    via: ['loop', 'thread'],
    autoscale: [null],
    load: [
      { kind: 'closed', concurrency: { perSlot: 4 }, thinkTimeMs: null },
      { kind: 'open', ratePerSecond: 50, arrivals: 'uniform' },
    ],
  },
  trial: { warmupMs: 1, durationMs: 1, repeat: 3, traceShare: 0 },
  slo: null,
};

describe('the cells of a plan', () => {
  const { cells } = createPlan(EXPERIMENT, 1);

  it('have ids that differ', () => {
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(cells.map(({ id }) => id)).toContain('async r1 w1 t4 via=thread · sleep ms=20 · closed 4/slot');
  });

  it('do not multiply a factor that their model does not have', () => {
    const settings = (model: string) => cells.filter(({ shape }) => shape.model === model).length / 4;
    expect(settings('blocking')).toBe(2); // replicas
    expect(settings('threaded')).toBe(4); // replicas x threads
    expect(settings('queue')).toBe(4);
    expect(settings('async')).toBe(6); // replicas x (loop, thread x threads)
    expect(cells.filter(({ shape }) => shape.model === 'blocking').every(({ shape }) => shape.threads === null)).toBe(
      true,
    );
    expect(cells.filter(({ via }) => via === 'loop').every(({ shape }) => shape.threads === null)).toBe(true);
  });
});

describe('an autoscaler', () => {
  const autoscale = { maxReplicas: 3, targetPercent: 80 };
  const matrix = { ...EXPERIMENT.matrix, model: ['blocking'], replicas: [1, 3], autoscale: [null, autoscale] } as const;
  const { cells } = createPlan({ ...EXPERIMENT, matrix }, 1);

  it('is not multiplied with as many replicas as it may have at most', () => {
    expect([...new Set(cells.map(({ shape }) => shapeId(shape)))]).toEqual([
      'blocking r1 w1',
      'blocking r1 w1 a1-3@80',
      'blocking r3 w1',
    ]);
    expect(cells[0]!.shape).not.toHaveProperty('autoscale');
  });
});

describe('a pair', () => {
  const burst = { kind: 'burst', requests: 3, stalled: null } as const;
  const load = [burst, ...EXPERIMENT.matrix.load];
  const plan = createPlan(
    { ...EXPERIMENT, matrix: { ...EXPERIMENT.matrix, load }, trial: { ...EXPERIMENT.trial, pair: true } },
    1,
  );

  it('is the first cell that has a rate, run once more in each round under another name', () => {
    const twin = plan.cells.at(-1)!;
    const first = plan.cells.find(({ load }) => load.kind !== 'burst')!;
    expect(twin).toEqual({ ...first, id: `${first.id} · again`, twinOf: first.id });
    expect(plan.trials.filter(({ cell }) => cell.id === twin.id).map(({ round }) => round)).toEqual([1, 2, 3]);
  });

  it('shares the shape of the first, so that nothing but noise tells them apart', () => {
    const changes = plan.trials.filter((trial, index) => shapeOf(trial) !== shapeOf(plan.trials[index - 1]));
    expect(changes).toHaveLength(3 * new Set(plan.cells.map(({ shape }) => shapeId(shape))).size);
  });
});

describe('CPU limits', () => {
  it('multiply each shape, and stand in its id', () => {
    const matrix = { ...EXPERIMENT.matrix, cpuLimit: [300, 1000] };
    const { cells } = createPlan({ ...EXPERIMENT, matrix }, 1);
    expect(cells).toHaveLength(2 * createPlan(EXPERIMENT, 1).cells.length);
    expect(cells[0]!.shape.cpuMillis).toBe(300);
    expect(cells.map(({ id }) => id)).toContain('threaded r1 w1 t4 c1000m · sleep ms=20 · closed 4/slot');
  });

  it('are no part of a shape where none is asked for', () => {
    expect(createPlan(EXPERIMENT, 1).cells[0]!.shape).not.toHaveProperty('cpuMillis');
  });
});

describe('the trials of a plan', () => {
  const plan = createPlan(EXPERIMENT, 42);
  const rounds = Map.groupBy(plan.trials, ({ round }) => round);

  it('run every cell once in each round', () => {
    expect([...rounds.keys()]).toEqual([1, 2, 3]);
    for (const round of rounds.values())
      expect(idsOf(round).toSorted()).toEqual(plan.cells.map(({ id }) => id).toSorted());
  });

  it('reshape the fleet once per shape and round', () => {
    const shapes = new Set(plan.cells.map(({ shape }) => shapeId(shape)));
    for (const round of rounds.values()) {
      const changes = round.filter((trial, index) => shapeOf(trial) !== shapeOf(round[index - 1]));
      expect(changes).toHaveLength(shapes.size);
    }
  });

  it('are numbered in the order they run', () => {
    expect(plan.trials.map(({ number }) => number)).toEqual(plan.trials.map((_, index) => index + 1));
  });

  it('come in the same order for the same seed, in another for another, and in another in each round', () => {
    expect(createPlan(EXPERIMENT, 42)).toEqual(plan);
    expect(idsOf(createPlan(EXPERIMENT, 43).trials)).not.toEqual(idsOf(plan.trials));
    expect(idsOf(rounds.get(1)!)).not.toEqual(idsOf(rounds.get(2)!));
  });
});

function idsOf(trials: readonly PlannedTrial[]) {
  return trials.map(({ cell }) => cell.id);
}

function shapeOf(trial: PlannedTrial | undefined) {
  return trial && shapeId(trial.cell.shape);
}
