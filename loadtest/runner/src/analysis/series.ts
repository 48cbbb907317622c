import type { CellSummary } from '../results/summary.js';

/** Cells that differ only in how many processes and threads they have. */
export type Series = readonly [CellSummary, ...CellSummary[]];

/**
 * How many requests a setting is meant to work on at a time; null where it has no such limit.
 *
 * For CPU work this is what was set up, not the cores that bound it: four threads on two cores are four here.
 */
export function slotsSetUp(cell: CellSummary): number | null {
  if (cell.slots === null || cell.bound === 'waiting') return cell.slots;
  return cell.replicas * cell.workers * (cell.threads ?? 1);
}

/** Cells of the same model, CPU limit, work and load, fewest slots first; settings without a limit come last. */
export function groupSeries(cells: readonly CellSummary[]): Series[] {
  const groups = Map.groupBy(cells, ({ model, via, cpuMillis, ...cell }) =>
    [model, via, cpuMillis, comparisonKey(cell)].join(' '),
  );
  return [...groups.values()].map(
    (group) => group.toSorted((a, b) => (slotsSetUp(a) ?? Infinity) - (slotsSetUp(b) ?? Infinity)) as unknown as Series,
  );
}

/** The same for cells that may be compared: the same work under the same load. */
export function comparisonKey({ workload, params, load }: Pick<CellSummary, 'workload' | 'params' | 'load'>): string {
  return JSON.stringify([workload, params, load]);
}

/** Cells whose throughput may be used: not invalid, and measured. */
export function isMeasured(cell: CellSummary): cell is MeasuredCell {
  return cell.verdict !== 'invalid' && cell.throughput.mean !== null;
}

export type MeasuredCell = CellSummary & { readonly throughput: { readonly mean: number } };
