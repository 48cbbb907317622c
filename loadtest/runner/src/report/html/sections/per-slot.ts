import { ratio } from '../../../results/figure.js';
import { seriesLabel } from '../../../results/label.js';
import type { Scaling, ScalingPoint } from '../../../results/scaling.js';
import { PER_SLOT_NOTE, PER_SLOT_TITLE, perSlotTable, withInterval } from '../../per-slot.js';
import { html, type Html } from '../html.js';

/** More series than this need the width of the page. */
const MOST_BESIDE = 4;

/** What each slot did, series by series; the paler, the less is left of it. */
export function perSlotFigure(scalings: readonly Scaling[]): Html {
  const table = perSlotTable(scalings);
  if (!table) return html``;
  const { series, rows } = table;
  return html`<figure class="${series.length > MOST_BESIDE ? 'whole' : ''}">
    <h3>${PER_SLOT_TITLE}</h3>
    <div class="scroll">
      <table class="heat per-slot">
        <thead>
          <tr>
            <th scope="col">slots</th>
            ${series.map((each) => html`<th scope="col">${seriesLabel(each)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ slots, points }) =>
              html`<tr>
                <th scope="row">${slots}</th>
                ${points.map((point, index) => field(point, series[index]!))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <figcaption>${PER_SLOT_NOTE} Last, with its sign, what each slot added since the row above brought.</figcaption>
  </figure>`;
}

function field(point: ScalingPoint | undefined, { model }: Scaling): Html {
  if (!point) return html`<td style="--share: 0">-</td>`;
  const { efficiency, perUnit, perAdded, verdict } = point;
  return html`<td style="--heat: var(--${model}); --share: ${Math.min(1, Math.max(0, efficiency)).toFixed(3)}">
    ${withInterval(perUnit)}<small>${ratio(efficiency)}${verdict === 'valid' ? '' : `, ${verdict}`}</small>
    ${perAdded ? html`<small>${perAdded.mean < 0 ? '' : '+'}${withInterval(perAdded)}</small>` : ''}
  </td>`;
}
