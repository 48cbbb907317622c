import { isMeasured, slotsSetUp } from '../../../analysis/series.js';
import type { Summary } from '../../../results/summary.js';
import { scalingsOf, type Situation } from '../../situations.js';
import { html, type Html } from '../html.js';
import { heatMaps } from './heat-map.js';
import { legend } from './legend.js';
import { perSlotFigure } from './per-slot.js';
import { latencyFigure, throughputFigure } from './slots-figures.js';

/** How throughput and latency change with slots, for one work and load; nothing where all settings have as many. */
export async function slotsSection(situation: Situation, { fits, scaling }: Summary): Promise<Html> {
  const { title, cells } = situation;
  const usable = cells.filter(isMeasured);
  if (new Set(usable.map(slotsSetUp)).size < 2) return html``;
  const scalings = scalingsOf(situation, scaling);
  return html`<section>
    <h2>${title}</h2>
    ${legend(usable)}
    <div class="panels wide">
      ${await throughputFigure(situation, fits, scalings)} ${await latencyFigure(situation)} ${perSlotFigure(scalings)}
    </div>
    ${heatMaps(cells)}
  </section>`;
}
