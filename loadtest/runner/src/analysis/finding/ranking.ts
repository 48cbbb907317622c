import type { CellSummary } from '../../results/summary.js';
import { comparisonKey, isMeasured, type MeasuredCell } from '../series.js';

/** Settings that did the same work under the same load, the fastest first. */
export interface Ranking {
  readonly cells: readonly [MeasuredCell, ...MeasuredCell[]];
  /** The fastest, and those whose intervals overlap its interval. Only the fastest where there is no interval. */
  readonly leaders: readonly [MeasuredCell, ...MeasuredCell[]];
  /** The fastest of the others; null where all lead. */
  readonly next: MeasuredCell | null;
  /** Whether the intervals are there that tell leaders from others. */
  readonly isSeparated: boolean;
}

/** One ranking for each work and load, in the order of the plan. Invalid cells and bursts are left out. */
export function rankSettings(cells: readonly CellSummary[]): Ranking[] {
  const groups = Map.groupBy(cells.filter(isMeasured), comparisonKey);
  return [...groups.values()].map(rank);
}

function rank(group: readonly MeasuredCell[]): Ranking {
  const [fastest, ...others] = group.toSorted((a, b) => b.throughput.mean - a.throughput.mean);
  const level = others.filter((cell) => intervalsOverlap(fastest!, cell));
  const behind = others.filter((cell) => !level.includes(cell));
  return {
    cells: [fastest!, ...others],
    leaders: [fastest!, ...level],
    next: behind[0] ?? null,
    isSeparated: group.every(({ throughput }) => throughput.ci95 !== null),
  };
}

function intervalsOverlap(a: CellSummary, b: CellSummary): boolean {
  const [one, other] = [a.throughput.ci95, b.throughput.ci95];
  return one !== null && other !== null && one[0] <= other[1] && other[0] <= one[1];
}
