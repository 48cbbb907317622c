import type { Summary } from '../../results/summary.js';
import { PER_SLOT_NOTE, PER_SLOT_TITLE, perSlotTable, perSlotText, perSlotTitles } from '../per-slot.js';
import { scalingsOf, type Situation } from '../situations.js';
import { markdownTable, markdownText } from './markdown-table.js';

/** How far more of the same paid, in words; nothing where nothing was swept. */
export function renderScaling({ scalingInWords }: Summary): string[] {
  if (scalingInWords.length === 0) return [];
  return [`## How it scales\n\n${scalingInWords.map((text) => `- ${markdownText(text)}`).join('\n')}`];
}

/** What each slot did, for one work and load. */
export function renderPerSlot(situation: Situation, { scaling }: Summary): string {
  const table = perSlotTable(scalingsOf(situation, scaling));
  if (!table) return '';
  const titles = perSlotTitles(table);
  const rows = table.rows.map(({ slots, points }) => [String(slots), ...points.map(perSlotText)]);
  const body = markdownTable(
    titles,
    rows,
    titles.map(() => 'right'),
  );
  return `\n\n${PER_SLOT_TITLE}. ${PER_SLOT_NOTE}\n\n${body}`;
}
