import { comparisonKey } from '../analysis/series.js';
import { loadLabel, workloadLabel } from '../results/label.js';
import type { CellSummary } from '../results/summary.js';

/** Cells that may be compared, under one heading. */
export interface Situation {
  /** `sleep 20 ms`. */
  readonly work: string;
  /** `16 clients`. */
  readonly load: string;
  /** Both. */
  readonly title: string;
  readonly cells: readonly [CellSummary, ...CellSummary[]];
}

/** The parts of a report: the same work under the same load, in the order of the plan. */
export function groupSituations(cells: readonly CellSummary[]): Situation[] {
  return [...Map.groupBy(cells, comparisonKey).values()].map((group) => {
    const [cell] = group as [CellSummary, ...CellSummary[]];
    const [work, load] = [workloadLabel(cell), loadLabel(cell.load)];
    return { work, load, title: `${work} · ${load}`, cells: group as [CellSummary, ...CellSummary[]] };
  });
}
