import { noiseInWords } from '../../analysis/noise-words.js';
import { listed } from '../../results/figure.js';
import { shapeLabel } from '../../results/label.js';
import type { CellSummary, Summary } from '../../results/summary.js';
import { columnsFor, VERDICT_TITLE, type Column } from '../columns.js';
import { listObjections, type Objection } from '../reasons.js';
import { groupSituations } from '../situations.js';
import { fitColumns, type Layout } from './layout.js';
import { plainTable } from './plain-table.js';
import { printScaling } from './print-scaling.js';
import { printSearches } from './print-searches.js';
import { Style } from './style.js';
import { wrap } from './wrap.js';

/** At the end of a column's title. */
const UNIT = / (?:ms|ms\/req|MiB)$/;

export interface TerminalOptions {
  /** Width of the terminal in characters. */
  readonly columns: number;
  readonly color: boolean;
}

/**
 * A summary for the terminal: a table for each work and load with what speaks against cells, or for each search; what to
 * set; the finding last.
 */
export function printTable(summary: Summary, { columns, color }: TerminalOptions): string {
  const style = new Style(color);
  const objections = listObjections(summary);
  const isSearch = summary.searches.length > 0;
  return [
    ...(isSearch
      ? printSearches(summary, columns, style)
      : [...printCells(summary.cells, objections, columns, style), ...printObjections(objections, columns, style)]),
    ...printScaling(summary, columns, style),
    ...printAdvice(summary.advice, columns, style),
    ...printNoise(summary, columns, style),
    style.strong(wrap(summary.finding, columns)),
  ].join('\n\n');
}

function printCells(
  cells: readonly CellSummary[],
  objections: readonly Objection[],
  available: number,
  style: Style,
): string[] {
  const numbers = new Map(objections.map(({ cell, number }) => [cell, number]));
  const byKind = Map.groupBy(cells, columnsFor);
  return [...byKind].flatMap(([columns, alike]) => {
    const layout = fitColumns(
      columns.map((column) => withNumbers(column, numbers)),
      alike,
      available,
    );
    const tables = groupSituations(alike).map(({ title, cells: rows }) => {
      const table = plainTable(layout, rows, style, (text, { verdict }, column) =>
        column === VERDICT_TITLE ? style.verdict(text, verdict) : text,
      );
      return `${style.strong(wrap(title, available))}\n${table}`;
    });
    return [...tables, ...remarks(layout, alike, available, style)];
  });
}

/** What the width of the terminal cost. */
function remarks(
  { columns, leftOut }: Layout<CellSummary>,
  cells: readonly CellSummary[],
  available: number,
  style: Style,
): string[] {
  const [setting] = columns;
  const hasLetters = cells.some((cell) => setting!.text(cell) !== shapeLabel(cell));
  const names = leftOut.map((title) => title.replace(UNIT, ''));
  const lines = [
    hasLetters ? 'r, w and t: replicas, workers and threads.' : '',
    names.length > 0 ? `${listed(names)} ${names.length === 1 ? 'is' : 'are'} in the report.` : '',
  ].filter(Boolean);
  return lines.length > 0 ? [style.quiet(lines.map((line) => wrap(line, available)).join('\n'))] : [];
}

/** A verdict that is not good refers to what is said below. */
function withNumbers(column: Column, numbers: ReadonlyMap<CellSummary, number>): Column {
  if (column.title !== VERDICT_TITLE) return column;
  return {
    ...column,
    text: (cell) => {
      const number = numbers.get(cell);
      return number === undefined ? column.text(cell) : `${column.text(cell)} [${number}]`;
    },
  };
}

function printObjections(objections: readonly Objection[], columns: number, style: Style): string[] {
  if (objections.length === 0) return [];
  const lines = objections.map(({ number, subject, cell }) =>
    wrap(`${subject}: ${cell.reasons.join('; ')}.`, columns, `  [${number}] `),
  );
  return [[style.strong('Why not valid'), ...lines].join('\n')];
}

function printNoise(summary: Summary, columns: number, style: Style): string[] {
  const words = noiseInWords(summary);
  return words ? [style.quiet(wrap(words, columns))] : [];
}

function printAdvice(advice: readonly string[], columns: number, style: Style): string[] {
  if (advice.length === 0) return [];
  return [[style.strong('What to set'), ...advice.map((text) => wrap(text, columns, '  - '))].join('\n')];
}
