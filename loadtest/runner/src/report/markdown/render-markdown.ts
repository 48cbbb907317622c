import { noiseInWords } from '../../analysis/noise-words.js';
import type { CellSummary, SearchSummary, Summary } from '../../results/summary.js';
import { columnsFor } from '../columns.js';
import { explainWords } from '../how-to-read.js';
import { PROBE_COLUMNS, probeRows } from '../probe-columns.js';
import { listProvenance } from '../provenance.js';
import { countVerdicts, listObjections } from '../reasons.js';
import { HOW_TRACES_ARE_KEPT, listTracedCells } from '../traced-requests.js';
import { groupSituations } from '../situations.js';
import { markdownTable, markdownText } from './markdown-table.js';
import { renderPerSlot, renderScaling } from './render-scaling.js';

/** report.md: the same as report.html, without its charts. */
export function renderMarkdown(summary: Summary): string {
  const { valid, suspect, invalid } = countVerdicts(summary);
  const isSearch = summary.searches.length > 0;
  return [
    `# ${markdownText(summary.question)}`,
    `**${markdownText(summary.finding)}**`,
    `${valid} valid, ${suspect} suspect, ${invalid} invalid. The same with charts is in [report.html](report.html).`,
    ...renderScaling(summary),
    ...[noiseInWords(summary)].filter(Boolean).map(markdownText),
    ...section('What to set', summary.advice.map(markdownText)),
    ...summary.searches.map((search) => `## ${markdownText(search.subject)}\n\n${probeTable(search, summary)}`),
    ...(isSearch ? [] : groupSituations(summary.cells)).map(
      (each) => `## ${markdownText(each.title)}\n\n${cellTable(each.cells)}${renderPerSlot(each, summary)}`,
    ),
    ...section('Why not valid', objections(summary)),
    ...tracedRequests(summary),
    `## Where it comes from\n\n${markdownTable(['', ''], listProvenance(summary), ['left', 'left'])}`,
    ...section(
      'How to read this',
      explainWords(summary.cells).map(([term, text]) => `**${markdownText(term)}**: ${markdownText(text)}`),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`];
}

function cellTable(cells: readonly [CellSummary, ...CellSummary[]]): string {
  const columns = columnsFor(cells[0]);
  return markdownTable(
    columns.map(({ title }) => title),
    cells.map((cell) => columns.map(({ text }) => text(cell))),
    columns.map(({ align }) => align),
  );
}

function probeTable(search: SearchSummary, summary: Summary): string {
  return markdownTable(
    PROBE_COLUMNS.map(({ title }) => title),
    probeRows(search, summary).map((row) => PROBE_COLUMNS.map(({ text }) => text(row))),
    PROBE_COLUMNS.map(({ align }) => align),
  );
}

function tracedRequests(summary: Summary): string[] {
  const cells = listTracedCells(summary);
  if (cells.length === 0) return [];
  const items = cells.map(({ subject, links }) => {
    const shown = links.map(({ text, url }) => `[${markdownText(text)}](<${url}>)`);
    return `- ${markdownText(subject)}: ${shown.join('; ')}`;
  });
  return [`## The slowest traced requests\n\n${HOW_TRACES_ARE_KEPT}\n\n${items.join('\n')}`];
}

function objections(summary: Summary): string[] {
  return listObjections(summary).map(
    ({ subject, cell }) => `${markdownText(subject)} (${cell.verdict}): ${markdownText(cell.reasons.join('; '))}.`,
  );
}
