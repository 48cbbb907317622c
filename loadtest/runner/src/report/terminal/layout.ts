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
/** Columns up to this number are shortened before they are left out. */
const MATTERS = 3;

/** Leaves out what can be spared until the rest fits; then shortens titles, then texts, and leaves out more; at last the first column is cut. */
export function fitColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[], available: number): Layout<Row> {
  const levels = [...new Set([Infinity, MATTERS, ...columns.map(({ dispensable }) => dispensable)])].sort(
    (a, b) => b - a,
  );
  const upTo = (most: number) => columns.filter(({ dispensable }) => dispensable <= most);
  const shortest = levels
    .filter((most) => most <= MATTERS)
    .map((most) => upTo(most).map(shortenTitle).map(shortenText));
  const candidates = [
    ...levels.filter((most) => most >= MATTERS).map(upTo),
    upTo(MATTERS).map(shortenTitle),
    ...shortest,
  ];
  const fitting = candidates.find((each) => tableWidth(widthsOf(each, rows)) <= available) ?? shortest.at(-1)!;
  const [first, ...others] = widthsOf(fitting, rows);
  const excess = Math.max(0, tableWidth([first!, ...others]) - available);
  return {
    columns: fitting,
    widths: [excess > 0 ? Math.max(NARROWEST_FIRST, first! - excess) : first!, ...others],
    leftOut: fitting.length < columns.length ? missing(columns, fitting) : [],
  };
}

function shortenTitle<Row>(column: Column<Row>): Column<Row> {
  return { ...column, title: column.shortTitle ?? column.title };
}

function shortenText<Row>(column: Column<Row>): Column<Row> {
  return { ...column, text: column.shortText ?? column.text };
}

function widthsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): number[] {
  return columns.map(({ title, text }) => Math.max(title.length, ...rows.map((row) => text(row).length)));
}

function missing<Row>(columns: readonly Column<Row>[], kept: readonly Column<Row>[]): string[] {
  const least = Math.max(...kept.map(({ dispensable }) => dispensable));
  return columns.filter(({ dispensable }) => dispensable > least).map(({ title }) => title);
}
