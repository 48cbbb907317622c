import { describe, expect, it } from '@jest/globals';
import { cellSummary } from '../../../fixtures/cell-summary.js';
import type { CellSummary } from '../../results/summary.js';
import type { MeasuredCell } from '../series.js';
import { limitOfLargest, limitOfStep } from './limit.js';

const CORES = 2;
const COMPUTING = { workload: 'compute', params: { n: 300_000 }, bound: 'computing', predictedThroughput: 98 } as const;
const serviceMs = (mean: number) => ({ ...cellSummary().serviceMs!, mean });

/** `threads` slots of 20 ms each that could do more than they do, as long as nothing says why not. */
function cell(threads: number, mean: number, changes: Partial<CellSummary> = {}): MeasuredCell {
  const slots = { threads, slots: threads, predictedThroughput: threads * 50 };
  return cellSummary({ ...slots, mean, ...changes }) as MeasuredCell;
}

const step = (changes: Partial<CellSummary>, before: Partial<CellSummary> = {}) =>
  limitOfStep(cell(4, 200, { ...changes, predictedThroughput: 200, ...before }), cell(8, 205, changes), CORES);

describe('what ended the growth', () => {
  it('is not known where nothing was measured that explains it', () => {
    expect(step({})).toBeNull();
  });

  it('are the cores where work that computes has more slots than there are', () => {
    expect(step({ ...COMPUTING, coresUsed: 1.9 })).toEqual({ by: 'cores', cores: 2, used: 1.9 });
  });

  it('are the cores where work that computes is in its slots and others have the cores', () => {
    const two = (coresUsed: number, mean: number) =>
      limitOfStep(cell(1, 20), cell(2, 21, { bound: 'computing', coresUsed, serviceMs: serviceMs(mean) }), CORES);
    expect(two(0.4, 95)).toEqual({ by: 'cores', cores: 2, used: 0.4 });
    expect(two(0.4, 40)).toBeNull();
    expect(two(1.6, 95)).toBeNull();
  });

  it('are the cores where work that waits keeps them all busy', () => {
    expect(step({ coresUsed: 1.85 })).toEqual({ by: 'cores', cores: 2, used: 1.85 });
    expect(step({ coresUsed: 1.5 })).toBeNull();
  });

  it('is the CPU limit before the cores, because it comes first', () => {
    expect(step({ ...COMPUTING, throttledShare: 0.9 })).toEqual({ by: 'throttling', share: 0.9 });
    expect(step({ throttledShare: 0.1 })).toBeNull();
  });

  it('are the clients, or the arrivals, where no more was asked for', () => {
    expect(step({ predictedThroughput: 200 })).toEqual({ by: 'clients', clients: 16 });
    const load = { kind: 'open', ratePerSecond: 200, arrivals: 'uniform' } as const;
    expect(step({ predictedThroughput: 200, load, clients: null })).toEqual({ by: 'rate', ratePerSecond: 200 });
  });

  it('is the upstream where each call takes a fifth longer than before', () => {
    const request = { workload: 'request', serviceMs: serviceMs(40) } as const;
    expect(step(request, { serviceMs: serviceMs(21) })).toEqual({ by: 'upstream', beforeMs: 21, nowMs: 40 });
    expect(step(request, { serviceMs: serviceMs(38) })).toBeNull();
  });

  it('is the generator where it had little time left', () => {
    expect(step({ generatorUtilization: 0.7 })).toEqual({ by: 'generator', utilization: 0.7 });
  });

  it('is the way through the queue where workers are idle while jobs wait', () => {
    expect(step({ model: 'queue' })).toEqual({ by: 'broker', used: expect.closeTo(0.51, 2) });
  });
});

describe('what the largest came up against', () => {
  const largest = (changes: Partial<CellSummary>) => limitOfLargest(cell(1, 50), cell(4, 199, changes), CORES);

  it('are its slots while they are all in use', () => {
    expect(largest({})).toEqual({ by: 'slots', used: expect.closeTo(0.995, 3) });
    expect(largest({ serviceMs: serviceMs(10) })).toBeNull();
  });

  it('are the cores where it does nearly all that they can', () => {
    expect(largest({ ...COMPUTING, attained: 0.97, coresUsed: null })).toEqual({ by: 'cores', cores: 2, used: null });
  });
});
