import { describe, expect, it } from '@jest/globals';
import type { Cell, Load, Work } from '../experiment/plan.js';
import { resolveClients } from './resolve-clients.js';

const SLEEP: Work = { kind: 'single', name: 'sleep', params: { ms: 20 } };
const REQUEST: Work = { kind: 'single', name: 'request', params: { ms: 20 } };
const PER_SLOT: Load = { kind: 'closed', concurrency: { perSlot: 4 }, thinkTimeMs: null };

describe('the clients of a cell', () => {
  it('are as many as the file says', () => {
    expect(resolve([cell('a', SLEEP, null, { ...PER_SLOT, concurrency: 16 })])).toEqual({ a: 16 });
  });

  it('are counted per slot, and never none', () => {
    const half: Load = { ...PER_SLOT, concurrency: { perSlot: 0.2 } };
    expect(resolve([cell('a', SLEEP, 6), cell('b', SLEEP, 2, half)])).toEqual({ a: 24, b: 1 });
  });

  it('are those of the widest cell with the same work where slots are unbounded', () => {
    const cells = [
      cell('async', SLEEP, null),
      cell('one', SLEEP, 1),
      cell('four', SLEEP, 4),
      cell('other', REQUEST, 9),
    ];
    expect(resolve(cells)).toMatchObject({ async: 16 });
  });

  it('are those of the widest cell with other work where no cell with the same is bounded', () => {
    expect(resolve([cell('async', SLEEP, null), cell('other', REQUEST, 9)])).toMatchObject({ async: 36 });
  });

  it('are the same after the plan was read back from a file', () => {
    const cells = [cell('async', SLEEP, null), cell('one', SLEEP, 1), cell('other', REQUEST, 9)];
    expect(resolve(structuredClone(cells))).toEqual(resolve(cells));
  });

  it('cannot be counted where no cell is bounded', () => {
    expect(() => resolve([cell('async', SLEEP, null)])).toThrow(/"async" has no bound on its slots.*Give concurrency/);
  });

  it('are none for other loads', () => {
    expect(resolve([cell('a', SLEEP, 1, { kind: 'open', ratePerSecond: 1, arrivals: 'uniform' })])).toEqual({});
  });
});

type BoundedCell = Cell & { readonly slots: number | null };

function cell(id: string, work: Work, slots: number | null, load = PER_SLOT): BoundedCell {
  return { id, shape: { model: 'async', replicas: 1, workers: 1, threads: null }, via: 'loop', work, load, slots };
}

function resolve(cells: readonly BoundedCell[]) {
  const calibrations = cells.map(({ id, slots }) => ({
    cell: id,
    slots,
    serviceMs: 20,
    fastestMs: 20,
    source: 'requested' as const,
  }));
  return Object.fromEntries(resolveClients(cells, calibrations));
}
