import { hasSeveralLoads, situation } from '../analysis/finding/words.js';
import { shapeLabel } from '../results/label.js';
import type { CellSummary, Summary, Verdict } from '../results/summary.js';

/** All that speaks against one cell. */
export interface Objection {
  /** Counts from 1, in the order of the cells: what a table refers to. */
  readonly number: number;
  readonly cell: CellSummary;
  /** `threaded · 4 threads, compute n=300 000`. */
  readonly subject: string;
}

/** The cells that are not valid. */
export function listObjections({ cells }: Pick<Summary, 'cells'>): Objection[] {
  const severalLoads = hasSeveralLoads(cells);
  return cells
    .filter(({ reasons }) => reasons.length > 0)
    .map((cell, index) => ({
      number: index + 1,
      cell,
      subject: `${shapeLabel(cell)}, ${situation(cell, severalLoads)}`,
    }));
}

export function countVerdicts({ cells }: Pick<Summary, 'cells'>): Record<Verdict, number> {
  const counts = { valid: 0, suspect: 0, invalid: 0 };
  for (const { verdict } of cells) counts[verdict]++;
  return counts;
}
