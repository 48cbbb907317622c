import type { Summary } from '../../../results/summary.js';
import { HOW_TRACES_ARE_KEPT, listTracedCells, type TraceLink } from '../../traced-requests.js';
import { html, type Html } from '../html.js';

/** Where to look at slow requests: closed until it is asked for. */
export function tracesSection(summary: Summary): Html {
  const cells = listTracedCells(summary);
  if (cells.length === 0) return html``;
  return html`<details>
    <summary>The slowest traced requests of each cell</summary>
    <p class="quiet">${HOW_TRACES_ARE_KEPT}</p>
    <ul class="set">
      ${cells.map(({ subject, links }) => html`<li>${subject}${links.map(link)}</li>`)}
    </ul>
  </details>`;
}

function link({ text, url, traceId }: TraceLink): Html {
  return html`<br /><a href="${url}">${text}</a> <small class="quiet">${traceId}</small>`;
}
