import { keptAgain, lost, podSeconds } from '../../../results/recovery-figures.js';
import { exactDuration } from '../../../results/figure.js';
import { shapeLabel } from '../../../results/label.js';
import type { RecoverySummary } from '../../../results/recovery.js';
import type { CellSummary } from '../../../results/summary.js';
import type { TrialRecord } from '../../../trial/trial.js';
import { renderChart } from '../../charts/render-chart.js';
import { scaleOf, stepChart, type StepScale, type StepTimeline } from '../../charts/step.chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';

interface CellTimeline extends StepTimeline {
  readonly cell: CellSummary;
  readonly recovery: RecoverySummary;
}

/** Second by second through a rate that rises and falls: the first trial of each setting, all on the same axes. */
export async function stepsSection({ title, cells }: Situation, trials: readonly TrialRecord[]): Promise<Html> {
  const timelines = cells.flatMap((cell) => firstTimeline(cell, trials));
  if (timelines.length === 0) return html``;
  const scale = scaleOf(timelines);
  return html`<section>
    <h2>${title}</h2>
    <div class="panels wide">${await Promise.all(timelines.map((timeline) => panel(timeline, scale)))}</div>
    <p class="quiet">
      The first trial of each setting. Requests are counted in the second in which they were to start, those that were
      lost in red. Dashed: the promise, p95 under ${exactDuration(timelines[0]!.promisedP95Ms)}. Shaded: the time of the
      higher rate. Latencies that lie far apart have a logarithmic axis.
    </p>
  </section>`;
}

function firstTimeline(cell: CellSummary, trials: readonly TrialRecord[]): CellTimeline[] {
  const { load, recovery } = cell;
  if (load.kind !== 'step' || !recovery) return [];
  const [first] = trials
    .filter((trial) => trial.cell === cell.id && (trial.series?.length ?? 0) > 0)
    .sort((a, b) => a.number - b.number);
  if (!first?.series) return [];
  return [{ cell, load, recovery, promisedP95Ms: recovery.promisedP95Ms, series: first.series }];
}

async function panel({ cell, recovery, ...timeline }: CellTimeline, scale: StepScale): Promise<Html> {
  const name = shapeLabel(cell);
  const chart = await renderChart(stepChart(timeline, scale), `Arrivals, p95 and replicas, second by second: ${name}`);
  const doubt = cell.verdict === 'valid' ? '' : ` This cell is ${cell.verdict}.`;
  return html`<figure>
    <h3>${name}</h3>
    ${chart}
    <figcaption>
      Promise kept again: ${keptAgain(recovery)}. Lost: ${lost(recovery)}. Pod-seconds: ${podSeconds(recovery)}.${doubt}
    </figcaption>
  </figure>`;
}
