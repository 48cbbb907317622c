import { describe, expect, it } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../../fixtures/cell-summary.js';
import { gridRun } from '../../../fixtures/simulated-run.js';
import type { CellSummary } from '../../results/summary.js';
import { summarise } from '../summarise.js';
import { findScaling } from './find-scaling.js';

const scalingOf = (cells: readonly CellSummary[]) => findScaling(cells, 2)[0];

describe('how a series scales', () => {
  it('is nothing where it has one size', () => {
    expect(findScaling([cellSummary(), cellSummary({ model: 'async', threads: null, slots: null })], 2)).toEqual([]);
  });

  it('has beside each throughput what a slot did, what is left of it, and what each added slot brought', () => {
    const { curve } = scalingOf(
      threadedSeries([
        [1, 50],
        [2, 90],
        [4, 130],
      ]),
    )!;
    expect(curve.points.map(({ size, perUnit, efficiency }) => [size, perUnit.mean, efficiency])).toEqual([
      [1, 50, 1],
      [2, 45, 0.9],
      [4, 32.5, 0.65],
    ]);
    expect(curve.points.map(({ perAdded }) => perAdded?.mean)).toEqual([undefined, 40, 20]);
  });

  it('has an interval with every figure: that of a slot is that of the whole, divided', () => {
    const { curve } = scalingOf(
      threadedSeries([
        [1, 50],
        [4, 200],
      ]),
    )!;
    const [, four] = curve.points;
    expect(four!.perUnit.ci95).toEqual([49.5, 50.5]);
    const [low, high] = four!.perAdded!.ci95!;
    expect([low < 50, high > 50, (low + high) / 2]).toEqual([true, true, expect.closeTo(50)]);
  });

  it('has no interval where there are too few trials', () => {
    const once = threadedSeries([
      [1, 50],
      [4, 200],
    ]).map((cell) => ({ ...cell, throughput: { mean: cell.throughput.mean, ci95: null, perTrial: [1] } }));
    const [, four] = scalingOf(once)!.curve.points;
    expect([four!.perUnit.ci95, four!.perAdded!.ci95]).toEqual([null, null]);
  });

  it('counts processes where nothing bounds the slots', () => {
    const replicas = [1, 2, 4].map((replicas) =>
      cellSummary({
        id: `r${replicas}`,
        model: 'async',
        threads: null,
        slots: null,
        replicas,
        mean: 320,
        predictedThroughput: 320,
      }),
    );
    expect(scalingOf(replicas)).toMatchObject({
      curve: { over: 'processes', points: [{ size: 1 }, { size: 2, efficiency: 0.5 }, { size: 4 }] },
      stop: { size: 1, next: 2 },
      limit: { by: 'clients', clients: 16 },
    });
  });

  it('names larger settings that are invalid, since nobody knows what they would do', () => {
    const [one, four, eight] = threadedSeries([
      [1, 50],
      [4, 200],
      [8, 400],
    ]);
    expect(scalingOf([one!, four!, { ...eight!, verdict: 'invalid' }])!.unknownBeyond).toEqual(['threaded t8']);
  });
});

describe('factor by factor', () => {
  const { scaling } = summarise(gridRun());
  const threaded = scaling.filter(({ model }) => model === 'threaded');

  it('each way to hold the others is a curve', () => {
    for (const { byFactor } of threaded) {
      expect(byFactor.map(({ over, held }) => [over, held!.workers, held!.threads])).toEqual([
        ...[1, 2, 4].map((threads) => ['workers', null, threads]),
        ...[1, 2, 4].map((workers) => ['threads', workers, null]),
      ]);
      for (const { points } of byFactor) expect(points.map(({ size }) => size)).toEqual([1, 2, 4]);
    }
  });

  it('work that waits grows with slots, and work that computes stops at the cores', () => {
    expect(threaded.map(({ workload, stop, limit }) => [workload, stop, limit?.by])).toEqual([
      ['sleep', null, 'slots'],
      ['compute', { size: 2, next: 4 }, 'cores'],
    ]);
  });
});
