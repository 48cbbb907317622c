import { describe, expect, it } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../../fixtures/cell-summary.js';
import { stalledFifthRun } from '../../../fixtures/simulated-run.js';
import type { Slo } from '../../experiment/experiment.js';
import type { CellSummary } from '../../results/summary.js';
import { summarise } from '../summarise.js';
import { advise } from './advice.js';

const PROMISE: Slo = { p50Ms: null, p90Ms: null, p95Ms: 100, p99Ms: null, errorRate: null };
const COMPUTING = { workload: 'compute', params: { n: 300_000 }, bound: 'computing', predictedThroughput: 98 } as const;

const advice = (cells: readonly CellSummary[], slo: Slo | null = null) =>
  advise(cells, slo, 2).map((text) => text.replaceAll('\u00a0', ' '));

describe('advice', () => {
  it('is empty where there are no cells', () => {
    expect(advice([])).toEqual([]);
  });

  it('says of every work why there is none', () => {
    const level = cellSummary({ threads: 8, slots: 4 });
    const compute = cellSummary(COMPUTING);
    expect(advice([cellSummary()])).toEqual([
      'For sleep 20 ms, nothing can be said yet: threaded (4 threads) is the only setting that was tried.',
    ]);
    expect(advice([cellSummary(), level])).toEqual([
      'For sleep 20 ms, nothing can be said yet: the trials show no difference between its 2 valid settings; repeat more often.',
    ]);
    const work = threadedSeries([
      [1, 50],
      [4, 200],
    ]);
    const suspect = { ...compute, verdict: 'suspect' } as const;
    expect(advice([...work, suspect, suspect]).at(-1)).toBe(
      'For compute n=300 000, nothing can be said yet: all its settings are suspect; repeat more often or on a quieter machine.',
    );
    expect(advice([...work, suspect, { ...compute, verdict: 'invalid' }]).at(-1)).toContain(
      'all its settings are suspect or invalid; see why',
    );
  });

  it('names the smallest setting that keeps the promise', () => {
    const p95 = (ms: number) => ({ latencyMs: { ...cellSummary().latencyMs!, p95: ms } });
    const [one, four, sixteen] = threadedSeries([
      [1, 50],
      [4, 200],
      [16, 800],
    ]);
    const cells = [
      { ...sixteen!, ...p95(20) },
      { ...one!, ...p95(320) },
      { ...four!, ...p95(82) },
    ];
    expect(advice(cells, PROMISE)[0]).toBe(
      'For sleep 20 ms, the smallest setting that keeps p95 under 100 ms is threaded (4 threads) (p95 82.0 ms, 200/s).',
    );
    expect(advice([cells[1]!], PROMISE)[0]).toBe('For sleep 20 ms, no setting that was tried keeps p95 under 100 ms.');
  });

  it('names the smallest of those that lead', () => {
    const cells = threadedSeries(
      [
        [1, 49],
        [2, 96.5],
        [4, 97],
      ],
      COMPUTING,
    );
    expect(advice(cells)).toContain(
      'For most throughput of compute n=300 000, set threaded (2 threads), the smallest of 2 that are level.',
    );
  });

  it('says nothing of a burst, which has no throughput to choose by', () => {
    expect(summarise(stalledFifthRun()).advice).toEqual([]);
  });

  it('says where cores ended it', () => {
    const cells = threadedSeries(
      [
        [1, 49],
        [2, 96],
        [4, 97],
      ],
      COMPUTING,
    );
    expect(advice(cells)).toContain(
      'For compute n=300 000, set no more slots than the 2 cores: 96.0/s with threaded (2 threads), and more did no better.',
    );
  });

  it('says that the cores are full where fewer slots were not tried', () => {
    const cells = threadedSeries(
      [
        [1, 49],
        [4, 96],
      ],
      { ...COMPUTING, attained: 0.98 },
    );
    expect(advice(cells).at(-1)).toBe(
      'For compute n=300 000, 2 cores can do 98.0/s, and 96.0/s with threaded (4 threads) is nearly that: more slots cannot pay.',
    );
  });

  it('says where clients ended it', () => {
    const [one, four, sixteen] = threadedSeries([
      [1, 50],
      [4, 200],
      [16, 204],
    ]);
    expect(advice([one!, four!, { ...sixteen!, predictedThroughput: 200 }]).at(-1)).toBe(
      'For sleep 20 ms, more than threaded (4 threads) did not pay: 200/s, and 204/s at 16 slots, because 16 clients cannot use more.',
    );
  });

  it('says that slots still paid, and what one more brought', () => {
    expect(
      advice(
        threadedSeries([
          [1, 50],
          [4, 200],
          [16, 800],
        ]),
      ).at(-1),
    ).toBe(
      'For sleep 20 ms, slots still paid at 16 with threaded, the most tried: each further slot brought 50.0/s, ' +
        'and a slot did 1.00 of what it did at 1.',
    );
  });

  it('says beside what one more brought how little is left of each', () => {
    const bending = threadedSeries([
      [1, 50],
      [4, 180],
      [16, 560],
    ]);
    expect(advice(bending).at(-1)).toMatch(/brought 33\.\d\/s, and a slot did 0\.70 of what it did at 1\.$/);
  });

  it('does not tell work that waits to have as few slots as cores where it has used them up', () => {
    const cells = threadedSeries([
      [64, 3200],
      [128, 3300],
    ]).map((cell) => ({ ...cell, coresUsed: 1.95 }));
    expect(advice(cells).at(-1)).toBe(
      'For sleep 20 ms, more than threaded (64 threads) did not pay: 3 200/s, and 3 300/s at 128 slots, ' +
        'because the 2 cores are used up (1.95 busy).',
    );
  });

  it('does not tell what slots brought in two works as if it had risen', () => {
    const points = [
      [1, 50],
      [4, 200],
    ] as const;
    const slower = points.map(([slots, perS]) => [slots, perS * 0.9] as const);
    expect(advice([...threadedSeries(points), ...threadedSeries(slower, { workload: 'request' })]).at(-1)).toBe(
      'For sleep 20 ms and request 20 ms, slots still paid at 4 with threaded, the most tried: ' +
        'each further slot brought between 45.0/s and 50.0/s, and a slot did 1.00 of what it did at 1.',
    );
  });

  it.each(['invalid', 'suspect'] as const)('takes nothing from %s cells, and says so', (verdict) => {
    expect(
      advice(
        threadedSeries(
          [
            [1, 50],
            [4, 200],
          ],
          { verdict },
        ),
        PROMISE,
      ),
    ).toEqual([expect.stringMatching(`nothing can be said yet: all its settings are ${verdict};`)]);
  });
});
