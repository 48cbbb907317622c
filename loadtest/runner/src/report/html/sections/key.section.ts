import { isSteady } from '../../../experiment/steady-load.js';
import { overviewChart } from '../../charts/overview.chart.js';
import { renderChart } from '../../charts/render-chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';

/** The one chart to look at: all settings side by side, a panel for each work and load. */
export async function keySection(situations: readonly Situation[]): Promise<Html> {
  const steady = situations.filter(({ cells }) => isSteady(cells[0].load));
  if (steady.length === 0) return html``;
  const panels = await Promise.all(
    steady.map(
      async ({ work, load, title, cells }) =>
        html`<figure>
          <h3>${work}</h3>
          <p class="quiet">${load}</p>
          ${await renderChart(overviewChart(cells), `Throughput of each setting: ${title}`)}
        </figure>`,
    ),
  );
  return html`<section>
    <div class="panels">${panels}</div>
    <p class="quiet">
      Bar: 95 % interval of the mean over trials. Upright line: predicted by slots and service time. A hollow mark is
      not valid.
    </p>
  </section>`;
}
