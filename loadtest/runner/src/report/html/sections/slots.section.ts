import { comparisonKey, slotsSetUp } from '../../../analysis/series.js';
import { listed, rate } from '../../../results/figure.js';
import { seriesLabel } from '../../../results/label.js';
import type { CellSummary, Fit } from '../../../results/summary.js';
import { latencyChart } from '../../charts/latency.chart.js';
import { renderChart } from '../../charts/render-chart.js';
import { throughputChart } from '../../charts/throughput.chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { heatMaps } from './heat-map.js';
import { legend } from './legend.js';

/** How throughput and latency change with slots, for one work and load; nothing where all settings have as many. */
export async function slotsSection({ title, cells }: Situation, fits: readonly Fit[]): Promise<Html> {
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
        <figcaption>
          Solid: measured, with its 95 % interval. Dashed: predicted. ${describeFits(cells[0], fits)}
        </figcaption>
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

/** The slopes of straight lines, and how well the worst of them fits. */
function describeFits(cell: CellSummary, fits: readonly Fit[]): string {
  const own = fits.filter((fit) => comparisonKey(fit) === comparisonKey(cell));
  if (own.length === 0) return '';
  const slopes = listed(own.map((fit) => `${rate(fit.perSlot)} with ${seriesLabel(fit)}`));
  const known = own.map(({ r2 }) => r2).filter((r2) => r2 !== null);
  const worst = known.length > 0 ? ` (r² ${Math.min(...known).toFixed(3)} or more)` : '';
  return `As a straight line, one more slot brings ${slopes}${worst}.`;
}
