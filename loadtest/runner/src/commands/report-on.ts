import { summarise } from '../analysis/summarise.js';
import { parseExperiment } from '../experiment/parse-experiment.js';
import { writeReports } from '../report/write-reports.js';
import type { ResultsFolder } from '../results/results-folder.js';
import type { Summary } from '../results/summary.js';
import { UsageError } from '../usage-error.js';

/**
 * Makes summary.json and the reports from what a run has left, finished or not.
 *
 * @throws UsageError where no trial has ended
 */
export async function reportOn(folder: ResultsFolder): Promise<Summary> {
  const experiment = parseExperiment(await folder.readExperiment(), `${folder.path}/experiment.yaml`);
  const { plan, calibrations } = await folder.readPlan();
  const trials = await folder.readTrials();
  const [first] = trials;
  if (!first) {
    throw new UsageError(
      `${folder.path} has no finished trial to report on. Run \`fleetlab run --resume ${folder.path}\` first.`,
    );
  }
  const summary = summarise({
    experiment,
    plan,
    calibrations,
    trials,
    environment: await folder.readEnvironment(),
    startedAt: first.startedAt,
    finishedAt: trials.at(-1)!.finishedAt,
  });
  await writeReports(folder, summary, trials);
  return summary;
}
