import { settingId, shapeId, workId } from '../../experiment/cell-id.js';
import type { Cell } from '../../experiment/plan.js';
import type { Searched } from '../../experiment/search.js';

/** One search: cells that differ only in the factor that is searched. */
export interface SearchSeries {
  readonly rungs: readonly [Rung, ...Rung[]];
}

export interface Rung {
  readonly cell: Cell;
  /** Of the factor that is searched. */
  readonly value: number;
}

/** More of these is more to bear; of the others more makes it easier. */
const IS_LOAD: Readonly<Record<Searched, boolean>> = {
  rate: true,
  concurrency: true,
  threads: false,
  workers: false,
  replicas: false,
};

export function isLoadFactor(over: Searched): boolean {
  return IS_LOAD[over];
}

/** A search for each combination of the other factors, its rungs from the easiest to the hardest. */
export function listSearches(cells: readonly Cell[], over: Searched): SearchSeries[] {
  const rungs = cells.map((cell) => ({ cell, value: valueOf(cell, over) }));
  const direction = isLoadFactor(over) ? 1 : -1;
  return [...Map.groupBy(rungs, ({ cell }) => keyOf(cell, over)).values()].map((group) => ({
    rungs: group.toSorted((a, b) => direction * (a.value - b.value)) as [Rung, ...Rung[]],
  }));
}

function valueOf({ shape, load }: Cell, over: Searched): number {
  switch (over) {
    case 'rate':
      return load.kind === 'open' ? load.ratePerSecond : 0;
    case 'concurrency':
      return load.kind === 'closed' && typeof load.concurrency === 'number' ? load.concurrency : 0;
    case 'threads':
    case 'workers':
    case 'replicas':
      return shape[over] ?? 0;
  }
}

function keyOf({ shape, via, work, load }: Cell, over: Searched): string {
  switch (over) {
    case 'rate':
      return JSON.stringify([settingId({ shape, via }), workId(work), { ...load, ratePerSecond: 0 }]);
    case 'concurrency':
      return JSON.stringify([settingId({ shape, via }), workId(work), { ...load, concurrency: 0 }]);
    case 'threads':
    case 'workers':
    case 'replicas':
      return JSON.stringify([shapeId({ ...shape, [over]: 0 }), via, workId(work), load]);
  }
}
