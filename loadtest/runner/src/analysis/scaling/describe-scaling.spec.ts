import { describe, expect, it } from '@jest/globals';
import { threadedSeries } from '../../../fixtures/cell-summary.js';
import { gridRun, quickRun } from '../../../fixtures/simulated-run.js';
import type { CellSummary } from '../../results/summary.js';
import { summarise } from '../summarise.js';
import { describeScaling } from './describe-scaling.js';
import { findScaling } from './find-scaling.js';

const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));
const words = (cells: readonly CellSummary[]) => plain(describeScaling(findScaling(cells, 2)));

describe('how it scales, in words', () => {
  it('says what grew, and what is left of a slot', () => {
    expect(
      words(
        threadedSeries([
          [1, 50],
          [2, 99],
          [4, 196],
        ]),
      ),
    ).toEqual([
      'For sleep 20 ms, throughput grew up to 4 slots, the most tried, with threaded: 196/s, that is 49.0/s a slot ' +
        '(0.98 of what one did at 1); there all slots were in use.',
    ]);
  });

  it('says that slots beyond the cores stopped paying, and how far a slot fell', () => {
    const computing = {
      workload: 'compute',
      params: { n: 300_000 },
      bound: 'computing',
      predictedThroughput: 98,
      coresUsed: 1.9,
    } as const;
    const points = [
      [1, 49],
      [2, 96],
      [4, 97],
    ] as const;
    const processes = threadedSeries(points, computing).map((cell): CellSummary => ({
      ...cell,
      model: 'blocking',
      workers: cell.threads!,
      threads: null,
    }));
    expect(words([...processes, ...threadedSeries(points, computing)])).toEqual([
      'For compute n=300 000, slots beyond the 2 cores stopped paying with blocking and threaded: 96.0/s at 2 and 97.0/s at 4, ' +
        'that is 24.3/s a slot (0.49 of what one did at 1), because the 2 cores are used up (1.90 busy).',
    ]);
  });

  it('says that others took the cores where the services got few of them', () => {
    const cells = threadedSeries(
      [
        [1, 24],
        [2, 40],
        [4, 41],
      ],
      { bound: 'computing', coresUsed: 0.9 },
    );
    expect(words(cells)[0]).toContain('the 2 cores are used up (by others too: the services got 0.90 of them)');
  });

  it('tells what rests on suspect cells, and how many larger ones are left out', () => {
    const [one, two, four, eight] = threadedSeries([
      [1, 50],
      [2, 99],
      [4, 196],
      [8, 390],
    ]);
    const [text] = words([one!, two!, { ...four!, verdict: 'suspect' }, { ...eight!, verdict: 'invalid' }]);
    expect(text).toContain('all slots were in use; this rests on 1 suspect cell (see why)');
    expect(text).toContain('(1 larger setting left out as invalid: see why).');
  });

  it('does not call growth what the trials do not show', () => {
    const cells = threadedSeries([
      [1, 50],
      [2, 56],
      [4, 63],
    ]).map((cell) => ({
      ...cell,
      throughput: { ...cell.throughput, perTrial: [0.5, 1, 1.5].map((share) => share * cell.throughput.mean!) },
    }));
    expect(words(cells)[0]).toContain('the trials show no growth from 1 to 4 slots with threaded: 50.0/s and 63.0/s, ');
  });

  it('says nothing of two sizes, which are no curve', () => {
    expect(summarise(quickRun()).scalingInWords).toEqual([]);
  });

  it('tells series that came out alike together, and each work apart', () => {
    const texts = plain(summarise(gridRun()).scalingInWords);
    expect(texts).toEqual([
      expect.stringMatching(/^For sleep 20 ms, throughput grew up to 4 slots, .* with blocking: /),
      expect.stringMatching(/^For sleep 20 ms, throughput grew up to 16 slots, .* with threaded: /),
      expect.stringMatching(
        /^For compute n=300 000, slots beyond the 2 cores stopped paying with blocking and threaded: .* \(1\.9\d busy\)\.$/,
      ),
    ]);
  });
});
