import { describe, expect, it } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../../fixtures/cell-summary.js';
import { quickRun, stalledFifthRun } from '../../../fixtures/simulated-run.js';
import type { CellSummary } from '../../results/summary.js';
import { estimate } from '../estimate.js';
import { summarise } from '../summarise.js';
import { findAnswer } from './finding.js';

const finding = (...cells: readonly CellSummary[]) => findAnswer(cells, 2).replaceAll('\u00a0', ' ');
const blocking = (changes: Partial<CellSummary> & { mean?: number } = {}) =>
  cellSummary({ model: 'blocking', threads: null, slots: 1, mean: 50, ...changes });

function withTrials(cell: CellSummary, perTrial: readonly number[]): CellSummary {
  return { ...cell, throughput: { ...estimate(perTrial)!, perTrial } };
}

describe('the finding', () => {
  it('names the fastest where its trials differ from those of the next', () => {
    expect(finding(blocking(), cellSummary())).toBe(
      'For waiting, threaded (4 threads) was fastest, clear of blocking: 199/s against 50.0/s for sleep 20 ms.',
    );
  });

  it('calls level what the trials do not separate, and names the one whose figure it gives first', () => {
    const processes = cellSummary({ model: 'blocking', threads: null, workers: 4, mean: 200 });
    expect(finding(processes, cellSummary(), blocking())).toBe(
      'For waiting, blocking (4 workers) was fastest, level with threaded (4 threads) and clear of blocking: ' +
        '200/s against 50.0/s for sleep 20 ms.',
    );
    expect(finding(processes, cellSummary())).toBe(
      'For waiting, blocking (4 workers) did 200/s for sleep 20 ms, and the trials show no difference to threaded (4 threads).',
    );
  });

  it('calls nothing level that is behind something slower than the fastest', () => {
    const text = finding(
      withTrials(cellSummary(), [99.2, 100, 100.8]),
      withTrials(blocking({ workers: 2 }), [94.6, 95, 95.4]),
      withTrials(blocking(), [86.4, 90, 93.6]),
    );
    expect(text).toContain('threaded (4 threads) was fastest, clear of blocking (2 workers): 100/s against 95.0/s');
  });

  it('tells a difference that intervals which overlap may hide, as a comparison of runs does', () => {
    const cells = [withTrials(cellSummary(), [98, 100, 102]), withTrials(blocking(), [92, 94, 96])] as const;
    expect(cells[0].throughput.ci95![0]).toBeLessThan(cells[1].throughput.ci95![1]);
    expect(finding(...cells)).toContain('threaded (4 threads) was fastest, clear of blocking');
  });

  it('says that there were too few trials for an interval', () => {
    const single = (cell: CellSummary) => ({
      ...cell,
      throughput: { ...cell.throughput, ci95: null, perTrial: [cell.throughput.mean!] },
    });
    expect(finding(single(cellSummary()), single(blocking()))).toContain(
      'came out first, with too few trials for an interval',
    );
  });

  it('leaves invalid cells out, and says so, and says how many are suspect', () => {
    const text = finding(
      blocking(),
      cellSummary(),
      cellSummary({ model: 'async', threads: null, mean: 999, verdict: 'invalid' }),
    );
    expect(text).not.toContain('async');
    expect(text).toContain('(1 invalid cell left out.)');
    expect(finding(blocking({ verdict: 'suspect' }), cellSummary())).toContain('(1 of 2 cells suspect.)');
    expect(finding(cellSummary({ verdict: 'invalid' }))).toBe(
      'Nothing can be said: no cell of this experiment can be used.',
    );
  });

  it('marks the suspect ones of the figures that it quotes', () => {
    const suspect = { verdict: 'suspect' } as const;
    expect(finding(blocking(), cellSummary(suspect), cellSummary({ threads: 1, slots: 1, mean: 20 }))).toBe(
      'For waiting, threaded (4 threads) was fastest, clear of blocking: ' +
        '199/s (suspect) against 50.0/s for sleep 20 ms. (1 of 3 cells suspect.)',
    );
    expect(finding(blocking(suspect), cellSummary())).toContain('199/s against 50.0/s (suspect) for sleep 20 ms');
  });

  it('says of which work all cells are suspect', () => {
    const suspect = { verdict: 'suspect' } as const;
    const request = { workload: 'request' } as const;
    expect(finding(blocking(suspect), cellSummary(suspect), blocking(request), cellSummary(request))).toContain(
      '199/s against 50.0/s for sleep 20 ms (all of these are suspect) and 199/s against 50.0/s for request 20 ms. (2 of',
    );
    expect(finding(blocking(suspect), cellSummary(suspect))).toContain('for sleep 20 ms (all of these are suspect).');
    expect(finding(cellSummary(suspect))).toContain('for sleep 20 ms (which is suspect).');
  });

  it('sets computing against what the cores can do, once the cores are used', () => {
    const computing = { workload: 'compute', params: { n: 300_000 }, bound: 'computing', calibratedMs: 20 } as const;
    const cells = threadedSeries(
      [
        [1, 49],
        [2, 96],
      ],
      computing,
    );
    expect(finding(...cells)).toContain(
      '96.0/s against 49.0/s for compute n=300 000, and nothing beat 2 cores, which can do 100/s',
    );
    expect(finding(cells[0]!)).not.toContain('cores');
  });

  it('tells works that came out alike together, and others apart', () => {
    const request = { workload: 'request' } as const;
    const text = finding(
      blocking(),
      cellSummary(),
      blocking({ ...request, mean: 49 }),
      cellSummary({ ...request, mean: 196 }),
    );
    expect(text).toContain('199/s against 50.0/s for sleep 20 ms and 196/s against 49.0/s for request 20 ms');
  });

  it('names the load where there are several', () => {
    const eight = { load: { kind: 'closed', concurrency: 8, thinkTimeMs: null } } as const;
    expect(finding(blocking(), cellSummary(), blocking(eight), cellSummary(eight))).toContain(
      'for sleep 20 ms (8 clients)',
    );
  });

  it('asks of an open load who kept up, and who answered first', () => {
    const load = { load: { kind: 'open', ratePerSecond: 100, arrivals: 'uniform' } } as const;
    const text = finding(cellSummary({ ...load, mean: 99.8 }), blocking({ ...load, mean: 50 }));
    expect(text).toBe(
      'At 100/s of sleep 20 ms threaded (4 threads) kept up (lowest p95: threaded (4 threads), 82.0 ms) and blocking did 50.0/s.',
    );
  });

  it('tells who waited behind a stalled request', () => {
    const { finding: text } = summarise(stalledFifthRun());
    expect(text).toContain('nobody waited behind it with threaded (16 threads) and async via thread (16 threads)');
    expect(text).toMatch(/requests 6 to 10 waited up to 3\.\d s with async via blocking and blocking\.$/);
  });

  it('tells when a burst without a stall was over', () => {
    const burst = (lastAnswerMs: number) => ({ lastAnswerMs, stall: null });
    const load = { kind: 'burst', requests: 32, stalled: null } as const;
    const all = { load, clients: 32, throughput: { mean: null, ci95: null, perTrial: [] } };
    expect(finding(blocking({ ...all, burst: burst(8200) }), cellSummary({ ...all, burst: burst(2100) }))).toBe(
      '32 requests of sleep 20 ms at once were all answered after 2.1 s with threaded (4 threads) and 8.2 s with blocking.',
    );
  });

  it('is one sentence for a whole experiment', () => {
    expect(summarise(quickRun()).finding).toMatch(
      /^For waiting, async was fastest.*; for computing, .*(level with|no difference).*\.$/,
    );
  });
});
