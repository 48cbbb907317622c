import type { CellSummary, Summary } from '../../../results/summary.js';
import { columnsFor, VERDICT_TITLE, type Column } from '../../columns.js';
import { groupSituations, type Situation } from '../../situations.js';
import { html, type Html } from '../html.js';

/** Every cell with all its figures, and below each that is not valid why. */
export function cellsSection({ cells }: Summary): Html {
  const tables = [...Map.groupBy(cells, columnsFor)].map(([columns, alike]) => table(columns, alike));
  return html`<section>
    <h2>All cells</h2>
    ${tables}
  </section>`;
}

function table(columns: readonly Column[], cells: readonly CellSummary[]): Html {
  return html`<div class="scroll">
    <table class="cells">
      <thead>
        <tr>
          ${columns.map(({ title, align }) => html`<th scope="col" class="${align}">${title}</th>`)}
        </tr>
      </thead>
      ${groupSituations(cells).map((situation) => group(situation, columns))}
    </table>
  </div>`;
}

function group({ title, cells }: Situation, columns: readonly Column[]): Html {
  return html`<tbody>
    <tr>
      <th scope="rowgroup" colspan="${columns.length}">${title}</th>
    </tr>
    ${cells.map((cell) => row(cell, columns))}
  </tbody>`;
}

function row(cell: CellSummary, columns: readonly Column[]): Html {
  const fields = columns.map(({ title, align, text }, index) =>
    index === 0
      ? html`<th scope="row">${text(cell)}</th>`
      : html`<td class="${title === VERDICT_TITLE ? cell.verdict : align}">${text(cell)}</td>`,
  );
  return html`<tr>
      ${fields}
    </tr>
    ${reasons(cell, columns.length)}`;
}

function reasons({ reasons }: CellSummary, columns: number): Html {
  if (reasons.length === 0) return html``;
  return html`<tr class="reasons">
    <td colspan="${columns}">${reasons.join('; ')}.</td>
  </tr>`;
}
