import { slotsSetUp } from '../../../analysis/series.js';
import { latencyChart } from '../../charts/latency.chart.js';
import { renderChart } from '../../charts/render-chart.js';
import { throughputChart } from '../../charts/throughput.chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { heatMaps } from './heat-map.js';
import { legend } from './legend.js';

/** How throughput and latency change with slots, for one work and load; nothing where all settings have as many. */
export async function slotsSection({ title, cells }: Situation): Promise<Html> {
  const usable = cells.filter(({ verdict, throughput }) => verdict !== 'invalid' && throughput.mean !== null);
  if (new Set(usable.map(slotsSetUp)).size < 2) return html``;
  const [throughput, latency] = await Promise.all([
    renderChart(throughputChart(usable), `Throughput against slots: ${title}`),
    renderChart(latencyChart(usable), `Latency against slots: ${title}`),
  ]);
  return html`<section>
    <h2>${title}</h2>
    ${legend(usable)}
    <div class="panels wide">
      <figure>
        <h3>Throughput</h3>
        ${throughput}
        <figcaption>Solid: measured, with its 95 % interval. Dashed: predicted.</figcaption>
      </figure>
      <figure>
        <h3>Latency</h3>
        ${latency}
        <figcaption>Mark: median. Wide bar: 95th percentile. Narrow bar: 99th.</figcaption>
      </figure>
    </div>
    ${heatMaps(cells)}
  </section>`;
}
