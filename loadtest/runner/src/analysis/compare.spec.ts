import { describe, expect, it } from '@jest/globals';
import { cellSummary } from '../../fixtures/cell-summary.js';
import { ENVIRONMENT } from '../../fixtures/simulated-run.js';
import type { CellSummary, Summary } from '../results/summary.js';
import { compareSummaries } from './compare.js';

function summaryOf(cells: readonly CellSummary[], cores = 2): Summary {
  return {
    schemaVersion: 1,
    name: 'x',
    question: '?',
    startedAt: '2026-11-21T09:00:00.000Z',
    finishedAt: '2026-11-21T09:01:00.000Z',
    seed: 1,
    slo: null,
    environment: { ...ENVIRONMENT, cores },
    cells,
    fits: [],
    retried: [],
    noise: null,
    searches: [],
    trials: 0,
    scaling: [],
    scalingInWords: [],
    finding: '',
    advice: [],
  };
}

const word = (a: CellSummary, b: CellSummary) => compareSummaries(summaryOf([a]), summaryOf([b])).cells[0]!.word;

describe('a comparison of two runs', () => {
  it('calls a cell faster or slower only where the interval of the difference leaves out zero', () => {
    expect(word(cellSummary({ mean: 100 }), cellSummary({ mean: 110 }))).toBe('faster');
    expect(word(cellSummary({ mean: 110 }), cellSummary({ mean: 100 }))).toBe('slower');
    expect(word(cellSummary({ mean: 100 }), cellSummary({ mean: 100.2 }))).toBe('no difference shown');
  });

  it('cannot tell from fewer than three trials, nor from an invalid cell', () => {
    const two = cellSummary({ throughput: { mean: 50, ci95: null, perTrial: [49, 51] } });
    expect(word(cellSummary(), two)).toBe('cannot tell');
    expect(word(cellSummary(), cellSummary({ mean: 400, verdict: 'invalid' }))).toBe('cannot tell');
  });

  it('gives the ratio of throughput and of p95', () => {
    const slower = cellSummary({ mean: 99.5 });
    const latencyMs = { ...slower.latencyMs!, p95: 41 };
    const [cell] = compareSummaries(
      summaryOf([cellSummary({ mean: 199 })]),
      summaryOf([{ ...slower, latencyMs }]),
    ).cells;
    expect(cell!.throughputRatio).toBeCloseTo(0.5);
    expect(cell!.p95Ratio).toBeCloseTo(0.5);
  });

  it('names what only one of them has, and what else differs', () => {
    const comparison = compareSummaries(
      summaryOf([cellSummary({ id: 'both' }), cellSummary({ id: 'old' })]),
      summaryOf([cellSummary({ id: 'new' }), cellSummary({ id: 'both' })], 4),
    );
    expect(comparison).toMatchObject({ onlyInA: ['old'], onlyInB: ['new'], otherDifferences: ['cores: 2 and 4'] });
    expect(comparison.cells.map(({ a }) => a.id)).toEqual(['both']);
  });
});
