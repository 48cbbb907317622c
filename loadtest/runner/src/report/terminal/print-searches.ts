import type { Summary } from '../../results/summary.js';
import { PROBE_COLUMNS, probeRows } from '../probe-columns.js';
import { fitColumns } from './layout.js';
import { plainTable } from './plain-table.js';
import type { Style } from './style.js';
import { wrap } from './wrap.js';

/** What each search tried, in place of a table for each load. */
export function printSearches(summary: Summary, available: number, style: Style): string[] {
  return summary.searches.map((search) => {
    const rows = probeRows(search, summary);
    const table = plainTable(fitColumns(PROBE_COLUMNS, rows, available), rows, style);
    return `${style.strong(wrap(`${search.subject}: ${search.promise}`, available))}\n${table}`;
  });
}
