import { describe, expect, it } from '@jest/globals';
import type { Matrix } from '../../experiment/experiment.js';
import { listCells } from '../../experiment/list-cells.js';
import type { Searched } from '../../experiment/search.js';
import { listSearches } from './search-series.js';

const MATRIX: Matrix = {
  model: ['threaded', 'queue'],
  workload: [
    { kind: 'single', name: 'sleep', params: { ms: 20 } },
    { kind: 'single', name: 'noop', params: {} },
  ],
  replicas: [1, 2],
  workers: [1, 3],
  threads: [2, 1, 4],
  via: ['loop'],
  autoscale: [null],
  load: [16, 4].map((concurrency) => ({ kind: 'closed', concurrency, thinkTimeMs: null })),
};

const valuesOf = (over: Searched) => {
  const searches = listSearches(listCells(MATRIX), over);
  return { searches: searches.length, values: searches[0]!.rungs.map(({ value }) => value) };
};

describe('the searches of an experiment', () => {
  it.each<[Searched, number, number[]]>([
    ['threads', 32, [4, 2, 1]],
    ['workers', 48, [3, 1]],
    ['replicas', 48, [2, 1]],
    ['concurrency', 48, [4, 16]],
  ])('over %s are one for each combination of the others, the easiest first', (over, searches, values) => {
    expect(valuesOf(over)).toEqual({ searches, values });
  });

  it('over the rate try low rates before high ones', () => {
    const load = [40, 10, 20].map((ratePerSecond) => ({ kind: 'open', ratePerSecond, arrivals: 'uniform' }) as const);
    const [search, ...others] = listSearches(listCells({ ...MATRIX, model: ['threaded'], load }), 'rate');
    expect(search!.rungs.map(({ value }) => value)).toEqual([10, 20, 40]);
    expect(others).toHaveLength(23);
  });
});
