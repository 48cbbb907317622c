import { isLoadFactor } from '../../analysis/search/search-series.js';
import type { Summary } from '../../results/summary.js';
import type { TrialRecord } from '../../trial/trial.js';
import { groupSituations, splitBySweep } from '../situations.js';
import { html } from './html.js';
import { page } from './page.js';
import { adviceSection } from './sections/advice.section.js';
import { cellsSection } from './sections/cells.section.js';
import { factorsSection } from './sections/factors.section.js';
import { headSection } from './sections/head.section.js';
import { keySection } from './sections/key.section.js';
import { searchSection } from './sections/search.section.js';
import { howToReadSection, provenanceSection } from './sections/provenance.section.js';
import { scalingSection } from './sections/scaling.section.js';
import { slotsSection } from './sections/slots.section.js';
import { timelineSection } from './sections/timeline.section.js';
import { stepsSection } from './sections/steps.section.js';
import { tracesSection } from './sections/traces.section.js';

/**
 * report.html: one file that asks for nothing else and needs no script.
 *
 * @param experiment the text of the experiment file
 */
export async function renderPage(
  summary: Summary,
  trials: readonly TrialRecord[],
  experiment: string,
): Promise<string> {
  const situations = groupSituations(summary.cells);
  // Over a load, each step of a search is a situation of its own: there is nothing to set side by side.
  const compared = summary.searches.some(({ over }) => isLoadFactor(over)) ? [] : situations;
  const timelines = await Promise.all(situations.map((situation) => timelineSection(situation, trials)));
  const steps = await Promise.all(situations.map((situation) => stepsSection(situation, trials)));
  const { swept, others } = splitBySweep(compared, summary.scaling);
  const factors = await Promise.all(swept.map((situation) => factorsSection(situation, summary)));
  const slots = await Promise.all(others.map((situation) => slotsSection(situation, summary)));
  const title = `${summary.name}: ${summary.question}`;
  return page(
    title,
    html`${headSection(summary)} ${searchSection(summary)} ${await scalingSection(swept, summary)}
    ${await keySection(others)} ${timelines} ${steps} ${adviceSection(summary.advice)} ${factors} ${slots}
    ${cellsSection(summary)} ${tracesSection(summary)} ${provenanceSection(summary, experiment)}
    ${howToReadSection(summary)}`,
  );
}
