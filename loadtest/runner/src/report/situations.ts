import { sweptGroups } from '../analysis/scaling/describe-scaling.js';
import { comparisonKey } from '../analysis/series.js';
import { loadLabel, workloadLabel } from '../results/label.js';
import type { Scaling } from '../results/scaling.js';
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

/** How the series of a situation grow. */
export function scalingsOf({ cells: [cell] }: Situation, scalings: readonly Scaling[]): Scaling[] {
  return scalings.filter((scaling) => comparisonKey(scaling) === comparisonKey(cell));
}

/** Those in which a factor was swept, and the others. */
export function splitBySweep(
  situations: readonly Situation[],
  scalings: readonly Scaling[],
): { readonly swept: readonly Situation[]; readonly others: readonly Situation[] } {
  const keys = new Set(sweptGroups(scalings).map(([scaling]) => comparisonKey(scaling)));
  const isSwept = ({ cells: [cell] }: Situation) => keys.has(comparisonKey(cell));
  return { swept: situations.filter(isSwept), others: situations.filter((each) => !isSwept(each)) };
}
