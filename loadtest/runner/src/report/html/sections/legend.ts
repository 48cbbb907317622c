import type { CellSummary } from '../../../results/summary.js';
import { listSeries } from '../../charts/series-style.js';
import { html, type Html } from '../html.js';

/** The marks of the series of these cells, as the charts below draw them. */
export function legend(cells: readonly CellSummary[]): Html {
  const items = listSeries(cells).map(
    ({ name, color, shape }) =>
      html`<li>
        <svg viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true"><path d="${shape}" fill="${color}" /></svg>${name}
      </li>`,
  );
  return html`<ul class="legend">
    ${items}
  </ul>`;
}
