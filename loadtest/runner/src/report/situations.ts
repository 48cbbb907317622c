import { comparisonKey } from '../analysis/series.js';
import { loadLabel, workloadLabel } from '../results/label.js';
import type { CellSummary } from '../results/summary.js';

/** Cells that may be compared, under one heading. */
export interface Situation {
  /** `sleep 20 ms · 16 clients`. */
  readonly title: string;
  readonly cells: readonly [CellSummary, ...CellSummary[]];
}

/** The parts of a report: the same work under the same load, in the order of the plan. */
export function groupSituations(cells: readonly CellSummary[]): Situation[] {
  return [...Map.groupBy(cells, comparisonKey).values()].map((group) => ({
    title: `${workloadLabel(group[0]!)} · ${loadLabel(group[0]!.load)}`,
    cells: group as [CellSummary, ...CellSummary[]],
  }));
}
