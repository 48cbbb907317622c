import type { CellSummary } from '../../results/summary.js';
import { comparisonKey, isMeasured, type MeasuredCell } from '../series.js';
import { hasEnoughTrials, throughputDifference } from '../throughput-difference.js';

/** Settings that did the same work under the same load, the fastest first. */
export interface Ranking {
  readonly cells: readonly [MeasuredCell, ...MeasuredCell[]];
  /** The fastest, and those after it down to the first that differs from it. Only the fastest where there are too few trials. */
  readonly leaders: readonly [MeasuredCell, ...MeasuredCell[]];
  /** The first that is slower than the fastest; null where all lead. */
  readonly next: MeasuredCell | null;
  /** Whether there are the trials that tell leaders from others. */
  readonly isSeparated: boolean;
}

/** One ranking for each work and load, in the order of the plan. Invalid cells and bursts are left out. */
export function rankSettings(cells: readonly CellSummary[]): Ranking[] {
  const groups = Map.groupBy(cells.filter(isMeasured), comparisonKey);
  return [...groups.values()].map(rank);
}

function rank(group: readonly MeasuredCell[]): Ranking {
  const [fastest, ...others] = group.toSorted((a, b) => b.throughput.mean - a.throughput.mean);
  const next = others.find((cell) => !isLevel(fastest!, cell)) ?? null;
  return {
    cells: [fastest!, ...others],
    leaders: [fastest!, ...others.slice(0, next ? others.indexOf(next) : undefined)],
    next,
    isSeparated: group.every(hasEnoughTrials),
  };
}

function isLevel(fastest: CellSummary, other: CellSummary): boolean {
  const difference = throughputDifference(fastest, other);
  return difference !== null && difference[1] >= 0;
}
