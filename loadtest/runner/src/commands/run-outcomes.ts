import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResultsFolder } from '../results/results-folder.js';
import { runningIn } from '../results/run-lock.js';
import { courseOf } from '../trial/course.js';

/** All that an outcome is read from, but for whether the run is in progress. */
const READ = ['plan.json', 'trials.jsonl', 'summary.json'];

interface Known {
  /** Of the files, when it was read. */
  readonly state: string;
  readonly outcome: string;
}

/** What runs came to. Trials can be many, and are read again only where something of the run has changed. */
export class RunOutcomes {
  /** By folder. */
  readonly #known = new Map<string, Known>();

  /** What it found or, of a run that has not ended, how far it is. @throws UsageError where it cannot be read */
  async of(folder: ResultsFolder): Promise<string> {
    const running = await runningIn(folder.path);
    if (running !== null) return `running (${running})`;
    const state = await stateOf(folder);
    const known = this.#known.get(folder.path);
    if (known?.state === state) return known.outcome;
    const outcome = await readOutcome(folder);
    this.#known.set(folder.path, { state, outcome });
    return outcome;
  }
}

async function stateOf({ path }: ResultsFolder): Promise<string> {
  const ofFile = async (file: string) => {
    const { mtimeMs, size } = await stat(join(path, file)).catch(() => ({ mtimeMs: null, size: 0 }));
    return `${mtimeMs} ${size}`;
  };
  return (await Promise.all(READ.map(ofFile))).join(', ');
}

async function readOutcome(folder: ResultsFolder): Promise<string> {
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
