import Table from 'cli-table3';
import type { Layout } from './layout.js';
import type { Style } from './style.js';

const GAP = '  ';
/** No lines and no frame: numbers under each other are enough. */
const NO_FRAME = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
  ].map((part) => [part, '']),
);

/**
 * Columns without a frame. A cell longer than its column is cut with an ellipsis, never wrapped.
 *
 * @param decorate colours the text of a row where it should be
 */
export function plainTable<Row>(
  { columns, widths }: Layout<Row>,
  rows: readonly Row[],
  style: Style,
  decorate: (text: string, row: Row, title: string) => string = (text) => text,
): string {
  const table = new Table({
    head: columns.map(({ title }) => style.quiet(title)),
    colAligns: columns.map(({ align }) => align),
    colWidths: [...widths],
    chars: { ...NO_FRAME, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => columns.map(({ title, text }) => decorate(text(row), row, title))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** What a table of these column widths takes. */
export function tableWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}
