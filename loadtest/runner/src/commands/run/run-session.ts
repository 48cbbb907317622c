import { randomInt } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createPlan } from '../../experiment/create-plan.js';
import type { Experiment } from '../../experiment/experiment.js';
import { parseExperiment } from '../../experiment/parse-experiment.js';
import type { Plan } from '../../experiment/plan.js';
import { readExperiment } from '../../experiment/read-experiment.js';
import { openResultsFolder, type ResultsFolder } from '../../results/results-folder.js';
import type { Calibration } from '../../trial/trial.js';

/** A run that is about to begin, or to go on. */
export interface RunSession {
  readonly experiment: Experiment;
  readonly yamlText: string;
  readonly plan: Plan;
  /** What an earlier run left; null for a new one, which gets a folder once there is something to put in it. */
  readonly earlier: {
    readonly folder: ResultsFolder;
    readonly calibrations: readonly Calibration[];
  } | null;
}

export async function newSession(nameOrPath: string, seed = randomInt(2 ** 32)): Promise<RunSession> {
  const { experiment, yamlText } = await readExperiment(nameOrPath);
  return { experiment, yamlText, plan: createPlan(experiment, seed), earlier: null };
}

/** @param path may be results/latest: what that points at now, should another run begin meanwhile */
export async function resumedSession(path: string): Promise<RunSession> {
  const folder = await openResultsFolder(await realpath(path).catch(() => path));
  const yamlText = await folder.readExperiment();
  const { plan, calibrations } = await folder.readPlan();
  const experiment = parseExperiment(yamlText, `${folder.path}/experiment.yaml`);
  return { experiment, yamlText, plan, earlier: { folder, calibrations } };
}
