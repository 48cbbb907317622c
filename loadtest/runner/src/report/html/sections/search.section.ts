import type { SearchSummary, Summary } from '../../../results/summary.js';
import { PROBE_COLUMNS, probeRows } from '../../probe-columns.js';
import { html, type Html } from '../html.js';

/** What each search tried and how it went; nothing where the whole grid was run. */
export function searchSection(summary: Summary): Html {
  if (summary.searches.length === 0) return html``;
  return html`<section>
    <h2>What was tried</h2>
    ${summary.searches.map((search) => panel(search, summary))}
  </section>`;
}

function panel(search: SearchSummary, summary: Summary): Html {
  return html`<h3>${search.subject}</h3>
    <p class="quiet">${search.promise}, looked for in ${search.trials} trials</p>
    <div class="scroll">
      <table class="cells">
        <thead>
          <tr>
            ${PROBE_COLUMNS.map(({ title, align }) => html`<th scope="col" class="${align}">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${probeRows(search, summary).map(
            (row) =>
              html`<tr>
                ${PROBE_COLUMNS.map(({ align, text }) => html`<td class="${align}">${text(row)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
