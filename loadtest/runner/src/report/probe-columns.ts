import { searchedValue } from '../analysis/search/search-words.js';
import { exact } from '../results/figure.js';
import type { CellSummary, ProbedRung, SearchSummary, Summary } from '../results/summary.js';
import { number, type Column } from './columns.js';

/** One step of a search: a cell, and what it says of the promise. */
export interface ProbeRow extends ProbedRung {
  readonly over: SearchSummary['over'];
  readonly summary: CellSummary;
}

/** What a search tried, from the easiest to the hardest. */
export function probeRows({ over, rungs }: SearchSummary, { cells }: Pick<Summary, 'cells'>): ProbeRow[] {
  const summaryOf = new Map(cells.map((cell) => [cell.id, cell]));
  return rungs.map((rung) => ({ ...rung, over, summary: summaryOf.get(rung.cell)! }));
}

export const PROBE_COLUMNS: readonly Column<ProbeRow>[] = [
  { title: 'tried', text: ({ over, value }) => searchedValue(over, value), align: 'right', dispensable: 0 },
  { title: 'promise kept', text: ({ met, trials }) => `${met} of ${trials}`, align: 'right', dispensable: 0 },
  number('req/s', 1, ({ summary }) => summary.throughput.mean),
  number('p50 ms', 3, ({ summary }) => summary.latencyMs?.p50),
  number('p95 ms', 1, ({ summary }) => summary.latencyMs?.p95),
  number('p99 ms', 3, ({ summary }) => summary.latencyMs?.p99),
  number('failed', 4, ({ summary }) => summary.failed, exact),
  {
    title: 'why not',
    text: ({ why }) => why.join('; '),
    shortText: ({ why }) => [...new Set(why.map((reason) => reason.split(/[:(]/, 1)[0]!.trim()))].join('; '),
    align: 'left',
    dispensable: 0,
  },
];
