import { isMeasured } from '../../../analysis/series.js';
import type { Scaling } from '../../../results/scaling.js';
import type { Fit } from '../../../results/summary.js';
import { latencyChart } from '../../charts/latency.chart.js';
import { renderChart } from '../../charts/render-chart.js';
import { throughputChart } from '../../charts/throughput.chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { describeFits } from './fits-in-words.js';

export async function throughputFigure(
  { title, cells }: Situation,
  fits: readonly Fit[],
  scalings: readonly Scaling[],
  remark = '',
): Promise<Html> {
  const chart = throughputChart(cells.filter(isMeasured));
  return html`<figure>
    <h3>Throughput</h3>
    ${await renderChart(chart, `Throughput against slots: ${title}`)}
    <figcaption>
      Solid: measured, with its 95 % interval. Dashed: predicted. ${describeFits(cells[0], fits, scalings)} ${remark}
    </figcaption>
  </figure>`;
}

export async function latencyFigure({ title, cells }: Situation): Promise<Html> {
  const chart = latencyChart(cells.filter(isMeasured));
  return html`<figure>
    <h3>Latency</h3>
    ${await renderChart(chart, `Latency against slots: ${title}`)}
    <figcaption>Mark: median. Wide bar: 95th percentile. Narrow bar: 99th.</figcaption>
  </figure>`;
}
