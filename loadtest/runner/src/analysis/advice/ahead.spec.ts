import { describe, expect, it } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../../fixtures/cell-summary.js';
import type { CellSummary } from '../../results/summary.js';
import { advise } from './advice.js';

const advice = (cells: readonly CellSummary[]) => advise(cells, null, 2).map((text) => text.replaceAll('\u00a0', ' '));

describe('advice that passes over a suspect setting', () => {
  it('says so where that did more than those it chooses from', () => {
    const async = cellSummary({ model: 'async', threads: null, slots: null, mean: 480, verdict: 'suspect' });
    const [one, four] = threadedSeries([
      [1, 50],
      [4, 200],
    ]);
    const slower = { ...async, throughput: cellSummary({ mean: 60 }).throughput };
    expect(advice([async, one!, four!])[0]).toBe(
      'For most throughput of sleep 20 ms, async did more but is suspect (see why): of the valid ones, set threaded (4 threads).',
    );
    expect(advice([slower, one!, four!])[0]).toBe('For most throughput of sleep 20 ms, set threaded (4 threads).');
    expect(advice([async, four!])).toEqual([
      'For sleep 20 ms, nothing can be said yet: async did more but is suspect (see why), ' +
        'and threaded (4 threads) is the only setting that was valid.',
    ]);
  });
});
