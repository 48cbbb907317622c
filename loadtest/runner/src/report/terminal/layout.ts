import type { Column } from '../columns.js';
import { tableWidth } from './plain-table.js';

/** The columns that fit, and how wide they are; one layout for several tables keeps their columns under each other. */
export interface Layout<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
  /** Titles of the columns that had no room. */
  readonly leftOut: readonly string[];
}

const NARROWEST_FIRST = 12;

/** Leaves out what can be spared until the rest fits; then shortens titles, then texts; at last the first column is cut. */
export function fitColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[], available: number): Layout<Row> {
  const levels = [...new Set([Infinity, ...columns.map(({ dispensable }) => dispensable)])].sort((a, b) => b - a);
  const essential = columns.filter(({ dispensable }) => dispensable === 0);
  const titled = essential.map((column) => ({ ...column, title: column.shortTitle ?? column.title }));
  const shortest = titled.map((column) => ({ ...column, text: column.shortText ?? column.text }));
  const candidates = [
    ...levels.map((most) => columns.filter(({ dispensable }) => dispensable <= most)),
    titled,
    shortest,
  ];
  const fitting = candidates.find((each) => tableWidth(widthsOf(each, rows)) <= available) ?? shortest;
  const [first, ...others] = widthsOf(fitting, rows);
  const excess = Math.max(0, tableWidth([first!, ...others]) - available);
  return {
    columns: fitting,
    widths: [excess > 0 ? Math.max(NARROWEST_FIRST, first! - excess) : first!, ...others],
    leftOut: fitting.length < columns.length ? missing(columns, fitting) : [],
  };
}

function widthsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): number[] {
  return columns.map(({ title, text }) => Math.max(title.length, ...rows.map((row) => text(row).length)));
}

function missing<Row>(columns: readonly Column<Row>[], kept: readonly Column<Row>[]): string[] {
  const least = Math.max(...kept.map(({ dispensable }) => dispensable));
  return columns.filter(({ dispensable }) => dispensable > least).map(({ title }) => title);
}
