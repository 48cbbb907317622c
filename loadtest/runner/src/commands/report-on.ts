import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { summarise } from '../analysis/summarise.js';
import { parseExperiment } from '../experiment/parse-experiment.js';
import type { Plan } from '../experiment/plan.js';
import { writeReports } from '../report/write-reports.js';
import { count } from '../results/figure.js';
import type { ResultsFolder } from '../results/results-folder.js';
import { runningIn } from '../results/run-lock.js';
import type { Summary } from '../results/summary.js';
import type { TrialRecord } from '../trial/trial.js';
import { courseOf } from '../trial/course.js';
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
  const measured = new Set(trials.map(({ cell }) => cell));
  const found = summarise({
    experiment,
    // Nothing can be said, for or against, of a cell that no trial has run; a search leaves such cells out itself.
    plan: plan.search ? plan : { ...plan, cells: plan.cells.filter(({ id }) => measured.has(id)) },
    calibrations,
    trials,
    environment: await folder.readEnvironment(),
    startedAt: first.startedAt,
    finishedAt: trials.at(-1)!.finishedAt,
  });
  const summary = { ...found, finding: (await whatIsMissing(plan, measured, trials, folder)) + found.finding };
  await writeReports(folder, summary, trials);
  return summary;
}

/** Stands before the finding, which everything that shows a run begins or ends with; empty for a finished run. */
async function whatIsMissing(
  plan: Plan,
  measured: ReadonlySet<string>,
  trials: readonly TrialRecord[],
  { path }: ResultsFolder,
): Promise<string> {
  const course = courseOf(plan);
  if (course.rest(trials).length === 0) return '';
  // A search leaves out most of the cells that it may choose from.
  const notRun = plan.search ? 0 : plan.cells.length - measured.size;
  const running = await runningIn(path);
  const share = `${trials.length} of ${course.isAtMost ? 'at most ' : ''}${count(course.total, 'trial')}`;
  // The text outlives this moment, and results/latest may soon be another run.
  const dir = relative('', await realpath(path)) || '.';
  const state =
    running === null
      ? `Stopped after ${share}; fleetlab run --resume ${dir} runs the rest. `
      : `Still running, ${share} so far. `;
  return notRun === 0 ? state : `${state}${count(notRun, 'cell')} ${notRun === 1 ? 'has' : 'have'} not been run. `;
}
