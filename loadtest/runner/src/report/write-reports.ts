import type { ResultsFolder } from '../results/results-folder.js';
import type { Summary } from '../results/summary.js';
import type { TrialRecord } from '../trial/trial.js';
import { renderPage } from './html/render-page.js';
import { renderMarkdown } from './markdown/render-markdown.js';

/** Writes summary.json, report.md and report.html beside the data they are made of. */
export async function writeReports(
  folder: ResultsFolder,
  summary: Summary,
  trials: readonly TrialRecord[],
): Promise<void> {
  const experiment = await folder.readExperiment();
  await folder.writeSummary(summary);
  await folder.write('report.md', renderMarkdown(summary));
  await folder.write('report.html', await renderPage(summary, trials, experiment));
}
