import type { Column } from '../columns.js';
import { tableWidth } from './plain-table.js';

/** The columns that fit, and how wide they are; one layout for several tables keeps their columns under each other. */
export interface Layout<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
}

const NARROWEST_FIRST = 12;

/** Leaves out what can be spared until the rest fits; at last the first column is cut. */
export function fitColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[], available: number): Layout<Row> {
  const widths = columns.map(({ title, text }) => Math.max(title.length, ...rows.map((row) => text(row).length)));
  const excess = tableWidth(widths) - available;
  if (excess <= 0) return { columns, widths };
  const dispensable = Math.max(...columns.map((column) => column.dispensable));
  if (dispensable > 0) {
    return fitColumns(
      columns.filter((column) => column.dispensable !== dispensable),
      rows,
      available,
    );
  }
  return { columns, widths: [Math.max(NARROWEST_FIRST, widths[0]! - excess), ...widths.slice(1)] };
}
