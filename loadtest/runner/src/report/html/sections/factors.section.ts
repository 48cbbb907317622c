import { isMeasured } from '../../../analysis/series.js';
import { seriesLabel } from '../../../results/label.js';
import type { Factor, Scaling, Size } from '../../../results/scaling.js';
import type { Summary } from '../../../results/summary.js';
import { efficiencyChart } from '../../charts/efficiency.chart.js';
import { factorChart, highestOf } from '../../charts/factor.chart.js';
import { overviewChart } from '../../charts/overview.chart.js';
import { renderChart } from '../../charts/render-chart.js';
import { scalingsOf, type Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { heatMaps } from './heat-map.js';
import { legend } from './legend.js';
import { latencyFigure } from './slots-figures.js';

const FACTORS: readonly Factor[] = ['replicas', 'workers', 'threads'];

/** One sweep in detail: each factor by itself, what is left of a slot, latency, and every setting. */
export async function factorsSection(situation: Situation, { scaling }: Summary): Promise<Html> {
  const { title, cells } = situation;
  const scalings = scalingsOf(situation, scaling);
  const most = { slots: highestOf(scalings, 'slots'), processes: highestOf(scalings, 'processes') };
  return html`<section>
    <h2>${title}, factor by factor</h2>
    ${await Promise.all(FACTORS.map((factor) => panelsFor(factor, scalings, most, title)))}
    ${legend(cells.filter(isMeasured))}
    <div class="panels wide">${await efficiencyFigure(situation, scalings)} ${await latencyFigure(situation)}</div>
    ${heatMaps(cells)}
    <details>
      <summary>Every setting, side by side</summary>
      <div class="panels">
        <figure>${await renderChart(overviewChart(cells), `Throughput of each setting: ${title}`)}</figure>
      </div>
    </details>
  </section>`;
}

/** Panels of a work and load end their axes at the same height, so that they can be set side by side. */
async function panelsFor(
  factor: Factor,
  scalings: readonly Scaling[],
  most: Readonly<Record<Size, number>>,
  title: string,
): Promise<Html> {
  const swept = scalings.filter(({ byFactor }) => byFactor.some(({ over }) => over === factor));
  if (swept.length === 0) return html``;
  const panels = await Promise.all(
    swept.map(
      async (scaling) =>
        html`<figure>
          <h3>${seriesLabel(scaling)} against ${factor}</h3>
          ${await renderChart(
            factorChart(scaling, factor, most[scaling.curve.over]),
            `Throughput of ${seriesLabel(scaling)} against ${factor}: ${title}`,
          )}
        </figure>`,
    ),
  );
  return html`<div class="panels factors">${panels}</div>`;
}

async function efficiencyFigure({ title, cells }: Situation, scalings: readonly Scaling[]): Promise<Html> {
  const chart = efficiencyChart(cells, scalings);
  if (!chart) return html``;
  return html`<figure>
    <h3>What is left of a slot</h3>
    ${await renderChart(chart, `Throughput a slot against slots: ${title}`)}
    <figcaption>
      Throughput a slot as a share of that with the fewest, with its 95 % interval. Dashed: a straight line would stay
      at 1.
    </figcaption>
  </figure>`;
}
