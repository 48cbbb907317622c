import { duration, ranges } from '../../../results/figure.js';
import { shapeLabel } from '../../../results/label.js';
import type { CellSummary } from '../../../results/summary.js';
import type { TrialRecord } from '../../../trial/trial.js';
import { renderChart } from '../../charts/render-chart.js';
import { timelineChart } from '../../charts/timeline.chart.js';
import type { Situation } from '../../situations.js';
import { html, type Html } from '../html.js';

interface Timeline {
  readonly cell: CellSummary;
  readonly trial: TrialRecord;
}

/** When each request of a burst waited and ran: the first trial of each setting, all on the same time axis. */
export async function timelineSection(situation: Situation, trials: readonly TrialRecord[]): Promise<Html> {
  const timelines = situation.cells.flatMap((cell) => firstTimeline(cell, trials));
  if (timelines.length === 0) return html``;
  const endMs = Math.max(...timelines.flatMap(({ trial }) => trial.timeline.map(({ answeredMs }) => answeredMs)));
  return html`<section>
    <h2>${situation.title}</h2>
    <div class="panels wide">${await Promise.all(timelines.map((timeline) => panel(timeline, endMs)))}</div>
    <p class="quiet">
      The first trial of each setting. Thin line: sent and waiting, or on its way back. Bar: running, in the colour of
      the thread that ran it.
    </p>
  </section>`;
}

function firstTimeline(cell: CellSummary, trials: readonly TrialRecord[]): Timeline[] {
  const own = trials.filter(({ cell: id, timeline }) => id === cell.id && timeline.length > 0);
  const [first] = own.sort((a, b) => a.number - b.number);
  return first ? [{ cell, trial: first }] : [];
}

async function panel({ cell, trial }: Timeline, endMs: number): Promise<Html> {
  const name = shapeLabel(cell);
  const chart = await renderChart(timelineChart(trial.timeline, endMs), `When each request waited and ran: ${name}`);
  return html`<figure>
    <h3>${name}</h3>
    ${chart}
    <figcaption>${caption(cell)}</figcaption>
  </figure>`;
}

function caption({ burst, trials, verdict }: CellSummary): string {
  const stall = burst?.stall;
  const doubt = verdict === 'valid' ? '' : ` This cell is ${verdict}.`;
  if (!stall) return `All answered after ${duration(burst?.lastAnswerMs ?? 0)}, mean of ${trials}.${doubt}`;
  if (stall.waiters.length === 0) return `Nobody waited behind request ${stall.request}.${doubt}`;
  const longest = duration(stall.longestWaitMs ?? 0);
  const who = stall.waiters.length === 1 ? 'Request' : 'Requests';
  return `${who} ${ranges(stall.waiters)} waited behind request ${stall.request}, up to ${longest}.${doubt}`;
}
