import { describe, expect, it } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../fixtures/cell-summary.js';
import type { CellSummary } from '../results/summary.js';
import { findKnee } from './knee.js';
import { groupSeries } from './series.js';

const kneeOf = (cells: readonly CellSummary[]) => {
  const knee = findKnee(groupSeries(cells)[0]!, 2);
  return knee && { at: knee.at.threads, next: knee.next.threads, cause: knee.limit?.by ?? null };
};

describe('the knee', () => {
  it('is nowhere while throughput grows as slots do', () => {
    expect(
      kneeOf(
        threadedSeries([
          [1, 50],
          [2, 100],
          [4, 200],
          [5, 250],
          [16, 800],
        ]),
      ),
    ).toBeNull();
  });

  it('is where CPU work has as many slots as there are cores', () => {
    const computing = { bound: 'computing', predictedThroughput: 98 } as const;
    expect(
      kneeOf(
        threadedSeries(
          [
            [1, 49],
            [2, 96],
            [4, 97],
            [8, 95],
          ],
          computing,
        ),
      ),
    ).toEqual({ at: 2, next: 4, cause: 'cores' });
  });

  it('is where there are no more clients to serve', () => {
    const [one, four, sixteen] = threadedSeries([
      [1, 50],
      [4, 200],
      [16, 204],
    ]);
    const series = [one!, four!, { ...sixteen!, predictedThroughput: 200 }];
    expect(kneeOf(series)).toEqual({ at: 4, next: 16, cause: 'clients' });
  });

  it('has no cause where slots should have paid and did not', () => {
    expect(
      kneeOf(
        threadedSeries([
          [1, 50],
          [2, 100],
          [4, 101],
        ]),
      ),
    ).toEqual({ at: 2, next: 4, cause: null });
  });

  it('is not at a dip that later slots make up for', () => {
    expect(
      kneeOf(
        threadedSeries([
          [1, 50],
          [2, 50],
          [4, 200],
        ]),
      ),
    ).toBeNull();
  });

  it('leaves out invalid cells', () => {
    const [one, four, sixteen] = threadedSeries([
      [1, 50],
      [4, 200],
      [16, 204],
    ]);
    expect(kneeOf([one!, four!, { ...sixteen!, verdict: 'invalid' }])).toBeNull();
  });

  it('takes the smaller of two settings with as many slots that do the same', () => {
    const asProcesses = cellSummary({ workers: 2, threads: 1, slots: 2, mean: 101, predictedThroughput: 100 });
    expect(
      kneeOf([
        ...threadedSeries([
          [1, 50],
          [2, 100],
          [4, 101],
        ]),
        asProcesses,
      ]),
    ).toEqual({ at: 2, next: 4, cause: null });
  });
});
