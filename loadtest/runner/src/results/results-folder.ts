import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plan } from '../experiment/plan.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import { UsageError } from '../usage-error.js';
import { switchLink, writeFileAtomically } from './atomic-file.js';
import { SCHEMA_VERSION, type Environment, type Summary } from './summary.js';
import { TrialLog } from './trial-log.js';

/** plan.json: what will be run, and what was known before. */
export interface PlanRecord {
  readonly plan: Plan;
  readonly calibrations: readonly Calibration[];
}

/**
 * Makes `<root>/<time>-<name>/` and lets `<root>/latest` point at it.
 *
 * The time is UTC, so that names sort by age; a second run in the same second gets a number.
 */
export async function createResultsFolder(root: string, name: string, startedAt: Date): Promise<ResultsFolder> {
  await mkdir(root, { recursive: true });
  const wanted = `${compactUtc(startedAt)}-${name.replaceAll(/[^\w.-]+/g, '-')}`;
  const path = await makeNewFolder(join(root, wanted));
  await switchLink(join(root, 'latest'), basename(path));
  return new ResultsFolder(path);
}

/** @throws UsageError when there is no such folder or `fleetlab run` did not make it */
export async function openResultsFolder(path: string): Promise<ResultsFolder> {
  const folder = new ResultsFolder(path);
  try {
    await folder.readExperiment();
  } catch (error) {
    throw new UsageError(
      `${path} is not a results folder: its experiment.yaml ${whatIsWrong(error)}. ` +
        'Name one that `fleetlab run` wrote, for instance results/latest.',
    );
  }
  return folder;
}

/** The files of one run. Each is written whole or not at all, except trials.jsonl, which grows by a line a trial. */
export class ResultsFolder {
  private readonly trials: TrialLog;

  constructor(readonly path: string) {
    this.trials = new TrialLog(join(path, 'trials.jsonl'));
  }

  writeExperiment = (yaml: string) => this.write('experiment.yaml', yaml);
  readExperiment = () => readFile(join(this.path, 'experiment.yaml'), 'utf8');

  writeEnvironment = (environment: Environment) => this.write('environment.json', json(environment));
  readEnvironment = () => this.read<Environment>('environment.json');

  writePlan = (record: PlanRecord) => this.write('plan.json', json(record));
  readPlan = () => this.read<PlanRecord>('plan.json');

  appendTrial = (record: TrialRecord) => this.trials.append(record);
  readTrials = () => this.trials.read();

  writeSummary = (summary: Summary) => this.write('summary.json', json(summary));

  /** @throws UsageError when another version of fleetlab wrote it */
  async readSummary(): Promise<Summary> {
    const summary = await this.read<Summary>(
      'summary.json',
      `Run \`fleetlab report ${this.path}\` first: it writes it.`,
    );
    if (summary.schemaVersion === SCHEMA_VERSION) return summary;
    throw new UsageError(
      `${this.path}/summary.json has schemaVersion ${summary.schemaVersion}; this fleetlab reads ${SCHEMA_VERSION}. ` +
        `Run \`fleetlab report ${this.path}\` to write it anew.`,
    );
  }

  /** Writes a report beside the data. */
  write(file: string, content: string): Promise<void> {
    return writeFileAtomically(join(this.path, file), content);
  }

  private async read<Content>(file: string, advice = 'The run may have ended before writing it.'): Promise<Content> {
    const path = join(this.path, file);
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Content;
    } catch (error) {
      throw new UsageError(`${path} ${whatIsWrong(error)}. ${advice}`);
    }
  }
}

/** In plain words where it is the plain case. */
function whatIsWrong(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `cannot be read (${message})`;
}

async function makeNewFolder(wanted: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const path = attempt === 1 ? wanted : `${wanted}-${attempt}`;
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** 2026-11-21T09:15:00.123Z as 20261121T091500Z. */
function compactUtc(time: Date): string {
  return time.toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
