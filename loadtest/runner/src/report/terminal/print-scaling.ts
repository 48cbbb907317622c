import { sweptGroups } from '../../analysis/scaling/describe-scaling.js';
import { loadLabel, workloadLabel } from '../../results/label.js';
import type { Scaling } from '../../results/scaling.js';
import type { Summary } from '../../results/summary.js';
import type { Column } from '../columns.js';
import { PER_SLOT_NOTE, perSlotTable, perSlotText, perSlotTitles, type PerSlotRow } from '../per-slot.js';
import { fitColumns } from './layout.js';
import { plainTable } from './plain-table.js';
import type { Style } from './style.js';
import { wrap } from './wrap.js';

/** What each slot did in every sweep, and how far more of the same paid. */
export function printScaling({ scaling, scalingInWords }: Summary, columns: number, style: Style): string[] {
  const tables = sweptGroups(scaling).flatMap((group) => printTable(group, columns, style));
  if (scalingInWords.length === 0) return tables;
  const lines = scalingInWords.map((text) => wrap(text, columns, '  - '));
  const note = tables.length > 0 ? [style.quiet(wrap(PER_SLOT_NOTE, columns))] : [];
  return [...tables, ...note, [style.strong('How it scales'), ...lines].join('\n')];
}

function printTable(group: readonly [Scaling, ...Scaling[]], available: number, style: Style): string[] {
  const table = perSlotTable(group);
  if (!table) return [];
  const columns = perSlotTitles(table).map((title, index): Column<PerSlotRow> => ({
    title,
    text: ({ slots, points }) => (index === 0 ? String(slots) : perSlotText(points[index - 1])),
    align: 'right',
    dispensable: index,
  }));
  const layout = fitColumns(columns, table.rows, available);
  const title = `Requests/s a slot · ${workloadLabel(group[0])} · ${loadLabel(group[0].load)}`;
  const leftOut =
    layout.leftOut.length > 0
      ? `\n${style.quiet(wrap(`${layout.leftOut.join(', ')}: in the report.`, available))}`
      : '';
  return [`${style.strong(wrap(title, available))}\n${plainTable(layout, table.rows, style)}${leftOut}`];
}
