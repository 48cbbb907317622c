import { isMeasured, type MeasuredCell } from '../../../analysis/series.js';
import { listed, rate, span } from '../../../results/figure.js';
import { seriesLabel } from '../../../results/label.js';
import type { Summary } from '../../../results/summary.js';
import { scalingsOf, type Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { legend } from './legend.js';
import { perSlotFigure } from './per-slot.js';
import { throughputFigure } from './slots-figures.js';

/** The answer of a sweep, for the first screen: how far more of the same paid, the curves, and what was left of each slot. */
export async function scalingSection(swept: readonly Situation[], summary: Summary): Promise<Html> {
  if (swept.length === 0) return html``;
  const figures = await Promise.all(swept.map((situation) => curves(situation, summary)));
  return html`<section class="scaling">
    <ul class="set">
      ${summary.scalingInWords.map((text) => html`<li>${text}</li>`)}
    </ul>
    ${figures}
  </section>`;
}

async function curves(situation: Situation, { fits, scaling }: Summary): Promise<Html> {
  const scalings = scalingsOf(situation, scaling);
  const { cells, remark } = limitedCells(situation.cells.filter(isMeasured));
  const [first, ...others] = cells;
  if (!first) return html``;
  const limited = { ...situation, cells: [first, ...others] } as const;
  return html`<h2>${situation.title}</h2>
    ${legend(cells)}
    <div class="panels wide">
      ${await throughputFigure(limited, fits, scalings, remark)} ${perSlotFigure(scalings)}
    </div>`;
}

/** Settings without slots have no place among them, and their rate, as many clients as it takes, would press the curves flat. */
function limitedCells(cells: readonly MeasuredCell[]): { cells: readonly MeasuredCell[]; remark: string } {
  const limited = cells.filter(({ slots }) => slots !== null);
  const unlimited = cells.filter(({ slots }) => slots === null);
  if (limited.length === 0 || unlimited.length === 0) return { cells, remark: '' };
  const rates = unlimited.map(({ throughput }) => throughput.mean);
  const names = listed([...new Set(unlimited.map(seriesLabel))]);
  return { cells: limited, remark: `Without a limit on slots, and not shown here: ${names}, ${span(rates, rate)}.` };
}
