import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openResultsFolder, type ResultsFolder } from '../results/results-folder.js';
import { courseOf } from '../trial/course.js';
import { runningIn } from '../results/run-lock.js';
import { UsageError } from '../usage-error.js';

/** A line for each run in a folder, the oldest first: where it is and what it found. */
export async function listRuns(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const lines = await Promise.all(folders.sort().map((name) => lineOf(join(root, name))));
  return lines.filter((line) => line !== undefined);
}

async function lineOf(path: string): Promise<string | undefined> {
  const folder = await openResultsFolder(path).catch(onUsageError(() => undefined));
  return folder && `${path}  ${await outcomeOf(folder).catch(onUsageError(({ message }) => message))}`;
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
