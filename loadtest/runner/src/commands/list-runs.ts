import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openResultsFolder, type ResultsFolder } from '../results/results-folder.js';
import { courseOf } from '../trial/course.js';
import { runningIn } from '../results/run-lock.js';
import { UsageError } from '../usage-error.js';

export interface FoundRun {
  /** Of its folder. */
  readonly path: string;
  /** What it found or, of one that has not ended, how far it is; what is wrong with it, where it cannot be read. */
  readonly outcome: string;
}

/** The runs in a folder, the oldest first. */
export async function findRuns(root: string): Promise<FoundRun[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const runs = await Promise.all(folders.sort().map((name) => runIn(join(root, name))));
  return runs.filter((run) => run !== undefined);
}

async function runIn(path: string): Promise<FoundRun | undefined> {
  const folder = await openResultsFolder(path).catch(onUsageError(() => undefined));
  return folder && { path, outcome: await outcomeOf(folder).catch(onUsageError(({ message }) => message)) };
}

/** A folder that cannot be used must not hide the others. */
function onUsageError<Instead>(instead: (error: UsageError) => Instead) {
  return (error: unknown): Instead => {
    if (error instanceof UsageError) return instead(error);
    throw error;
  };
}

async function outcomeOf(folder: ResultsFolder): Promise<string> {
  const pid = await runningIn(folder.path);
  if (pid !== null) return `running (pid ${pid})`;
  const [{ plan }, trials] = await Promise.all([folder.readPlan(), folder.readTrials()]);
  const course = courseOf(plan);
  if (course.rest(trials).length > 0) {
    const share = `${trials.length} of ${course.isAtMost ? 'at most ' : ''}${course.total} trials`;
    return `not finished, ${share}: fleetlab run --resume ${folder.path}`;
  }
  const summary = await folder.readSummary().catch(() => null);
  // A report of an earlier stop says less than the trials do now.
  return summary?.trials === trials.length ? summary.finding : `finished, not reported: fleetlab report ${folder.path}`;
}
