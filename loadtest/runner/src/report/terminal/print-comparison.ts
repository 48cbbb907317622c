import type { ComparedCell, Comparison } from '../../analysis/compare.js';
import { comparisonKey } from '../../analysis/series.js';
import { count, figure, ratio } from '../../results/figure.js';
import { loadLabel, shapeLabel, workloadLabel } from '../../results/label.js';
import { number, type Column } from '../columns.js';
import { fitColumns } from './layout.js';
import { plainTable } from './plain-table.js';
import type { TerminalOptions } from './print-table.js';
import { Style } from './style.js';
import { wrap } from './wrap.js';

const CHANCE = 0.05;

const COLUMNS: readonly Column<ComparedCell>[] = [
  { title: 'setting', text: ({ a }) => shapeLabel(a), align: 'left', dispensable: 0 },
  number<ComparedCell>('a req/s', 1, ({ a }) => a.throughput.mean),
  number<ComparedCell>('b req/s', 1, ({ b }) => b.throughput.mean),
  number<ComparedCell>('b / a', 0, ({ throughputRatio }) => throughputRatio, ratio),
  { title: 'b - a, 95 %', text: difference, align: 'right', dispensable: 0 },
  number<ComparedCell>('p95 b / a', 2, ({ p95Ratio }) => p95Ratio, ratio),
  { title: 'b is', text: ({ word }) => word, align: 'left', dispensable: 0 },
];

/** Two runs side by side, b judged against a. */
export function printComparison(comparison: Comparison, { columns, color }: TerminalOptions): string {
  const style = new Style(color);
  const { a, b, cells } = comparison;
  return [
    `a: ${a.name}, ${a.startedAt}\nb: ${b.name}, ${b.startedAt}`,
    ...printCells(cells, columns, style),
    ...remarks(comparison).map((text) => wrap(text, columns)),
  ].join('\n\n');
}

function printCells(cells: readonly ComparedCell[], available: number, style: Style): string[] {
  const layout = fitColumns(COLUMNS, cells, available);
  return [...Map.groupBy(cells, ({ a }) => comparisonKey(a)).values()].map((group) => {
    const { a } = group[0]!;
    return `${style.strong(`${workloadLabel(a)} · ${loadLabel(a.load)}`)}\n${plainTable(layout, group, style)}`;
  });
}

function remarks({ cells, onlyInA, onlyInB, otherDifferences }: Comparison): string[] {
  return [
    cells.length === 0 ? 'The two runs have no cell in common.' : chanceRemark(cells),
    onlyInA.length > 0 ? `Only in a: ${onlyInA.join('; ')}.` : '',
    onlyInB.length > 0 ? `Only in b: ${onlyInB.join('; ')}.` : '',
    otherDifferences.length > 0 ? `Also different, and maybe the cause: ${otherDifferences.join('; ')}.` : '',
  ].filter(Boolean);
}

/** One in twenty intervals misses even where nothing differs. */
function chanceRemark(cells: readonly ComparedCell[]): string {
  const told = cells.filter((cell) => cell.difference !== null).length;
  const byChance = Math.round(told * CHANCE);
  if (byChance === 0) return '';
  return `Of ${count(told, 'cell')} compared at 95 %, about ${byChance} would look faster or slower by chance alone.`;
}

function difference(cell: ComparedCell): string {
  if (!cell.difference) return '-';
  return cell.difference.map((bound) => (bound > 0 ? `+${figure(bound)}` : figure(bound))).join(' to ');
}
