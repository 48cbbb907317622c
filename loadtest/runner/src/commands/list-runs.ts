import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openResultsFolder } from '../results/results-folder.js';
import { UsageError } from '../usage-error.js';
import { RunOutcomes } from './run-outcomes.js';

export interface FoundRun {
  /** Of its folder. */
  readonly path: string;
  /** What it found or, of one that has not ended, how far it is; what is wrong with it, where it cannot be read. */
  readonly outcome: string;
}

/** The runs in a folder, the oldest first. @param outcomes those that are known, where the folder is looked at again and again */
export async function findRuns(root: string, outcomes = new RunOutcomes()): Promise<FoundRun[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const runs = await Promise.all(folders.sort().map((name) => runIn(join(root, name), outcomes)));
  return runs.filter((run) => run !== undefined);
}

async function runIn(path: string, outcomes: RunOutcomes): Promise<FoundRun | undefined> {
  const folder = await openResultsFolder(path).catch(onUsageError(() => undefined));
  return folder && { path, outcome: await outcomes.of(folder).catch(onUsageError(({ message }) => message)) };
}

/** A folder that cannot be used must not hide the others. */
function onUsageError<Instead>(instead: (error: UsageError) => Instead) {
  return (error: unknown): Instead => {
    if (error instanceof UsageError) return instead(error);
    throw error;
  };
}
