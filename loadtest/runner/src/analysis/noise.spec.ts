import { describe, expect, it } from '@jest/globals';
import { cellSummary } from '../../fixtures/cell-summary.js';
import { ENVIRONMENT, quickRun, setting, simulateRun, SLEEP_20 } from '../../fixtures/simulated-run.js';
import { twinOf } from '../experiment/twin.js';
import { compareSummaries } from './compare.js';
import { findAnswer } from './finding/finding.js';
import { isWithinNoise, noiseLimit, summariseNoise } from './noise.js';
import { noiseInWords } from './noise-words.js';
import { summarise, type Run } from './summarise.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const CELL = cellSummary({ throughput: { mean: 100, ci95: [99, 101], perTrial: [99, 100, 101] } });
const TWIN = cellSummary({ throughput: { mean: 101, ci95: [100, 102], perTrial: [100, 101, 102] } });

describe('the noise', () => {
  it('is what a setting differs by from itself, as a share, with its interval', () => {
    const noise = summariseNoise(CELL, TWIN)!;
    expect(noise.difference).toBeCloseTo(0.01);
    // Welch: 1 ± 2.776 x sqrt(2/3), in percent.
    expect(noise.ci95![0]).toBeCloseTo(-0.0127, 3);
    expect(noise.ci95![1]).toBeCloseTo(0.0327, 3);
    expect(noiseLimit(noise)).toBeCloseTo(0.0327, 3);
  });

  it('is not known where one of the two is invalid, and has no limit below three trials', () => {
    expect(summariseNoise(CELL, { ...TWIN, verdict: 'invalid' })).toBeNull();
    const two = cellSummary({ throughput: { mean: 101, ci95: null, perTrial: [100, 102] } });
    expect(noiseLimit(summariseNoise(CELL, two))).toBeNull();
    expect(plain(noiseInWords({ noise: summariseNoise(CELL, two), cells: [CELL] }))).toMatch(
      /by \+1 %; too few trials/,
    );
  });

  it('is told in words', () => {
    expect(plain(noiseInWords({ noise: summariseNoise(CELL, TWIN), cells: [CELL] }))).toBe(
      'Noise: threaded (4 threads) with sleep 20 ms, run as two cells, differed from itself by +1 % (95 % interval -1.3 % to +3.3 %). ' +
        'Settings that differ by less than 3.3 % are not told apart by this run.',
    );
    expect(noiseInWords({ noise: null, cells: [CELL] })).toBe('');
  });

  it('covers what is narrower, and nothing else', () => {
    expect(isWithinNoise(0.03, 100, 102)).toBe(true);
    expect(isWithinNoise(0.03, 100, 104)).toBe(false);
    expect(isWithinNoise(null, 100, 101)).toBe(false);
  });

  it('stands beside a comparison that is narrower than it', () => {
    const noise = { cell: CELL.id, difference: 0.02, ci95: [-0.01, 0.05] } as const;
    const slower = cellSummary({ id: 'blocking', model: 'blocking', threads: null, mean: 97 });
    const cells = [cellSummary({ mean: 100 }), slower];
    expect(plain(findAnswer(cells, 2, noise))).toContain('100/s against 97.0/s (within the noise of 5 %) for');
    expect(findAnswer(cells, 2)).not.toContain('noise');
  });

  it('is what two runs are compared by', () => {
    const summary = summarise(quickRun());
    const faster = {
      ...summary,
      cells: summary.cells.map((cell) => ({
        ...cell,
        throughput: {
          ...cell.throughput,
          mean: cell.throughput.mean! * 1.04,
          perTrial: cell.throughput.perTrial.map((perS) => perS * 1.04),
        },
      })),
      noise: { cell: summary.cells[0]!.id, difference: 0, ci95: [-0.05, 0.05] as const },
    };
    expect(new Set(compareSummaries(summary, faster).cells.map(({ word }) => word))).toEqual(
      new Set(['within the noise']),
    );
  });
});

describe('the summary of a run with a pair', () => {
  const run = pairedRun();
  const summary = summarise(run);

  it('has what its one setting differs by, and the twin in no table', () => {
    expect(summary.cells).toHaveLength(1);
    expect(summary.noise).toMatchObject({ cell: summary.cells[0]!.id });
    expect(Math.abs(summary.noise!.difference)).toBeLessThan(0.05);
    expect(summary.trials).toBe(6);
  });
});

/** One setting, and itself again. */
function pairedRun(): Run {
  const load = { kind: 'closed', concurrency: 4, thinkTimeMs: null } as const;
  const run = simulateRun('pair', '?', [setting('threaded', { threads: 4 })], [SLEEP_20], [load]);
  const [cell] = run.plan.cells;
  const twin = twinOf(cell!);
  const again = run.trials.map((trial) => ({ ...trial, number: trial.number + 3, cell: twin.id }));
  return {
    ...run,
    environment: ENVIRONMENT,
    plan: { ...run.plan, cells: [cell!, twin] },
    trials: [...run.trials, ...again],
  };
}
