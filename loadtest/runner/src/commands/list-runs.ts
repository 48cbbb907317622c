import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openResultsFolder, type ResultsFolder } from '../results/results-folder.js';
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
  try {
    const folder = await openResultsFolder(path);
    return `${path}  ${await outcomeOf(folder)}`;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function outcomeOf(folder: ResultsFolder): Promise<string> {
  const pid = await runningIn(folder.path);
  if (pid !== null) return `running (pid ${pid})`;
  const summary = await folder.readSummary().catch(() => null);
  return summary?.finding ?? `not finished: fleetlab run --resume ${folder.path}`;
}
