import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { UsageError } from '../usage-error.js';
import { didYouMean } from './did-you-mean.js';
import type { Experiment } from './experiment.js';
import { listPresets, presetFile } from './experiments-folder.js';
import { parseExperiment } from './parse-experiment.js';

export interface ExperimentFile {
  readonly experiment: Experiment;
  /** As it stands in the file, comments and all. */
  readonly yamlText: string;
}

/**
 * Reads an experiment file, or the preset of that name.
 *
 * @param nameOrPath a path ends in .yaml or .yml or has a slash; anything else is a preset
 * @throws UsageError where there is none, or where it has problems
 */
export async function readExperiment(nameOrPath: string): Promise<ExperimentFile> {
  const path = isPath(nameOrPath) ? nameOrPath : await findPreset(nameOrPath);
  const yamlText = await readText(path);
  return { experiment: parseExperiment(yamlText, shortest(path)), yamlText };
}

function isPath(nameOrPath: string) {
  return /\.ya?ml$/.test(nameOrPath) || nameOrPath.includes('/') || nameOrPath.includes(sep);
}

async function findPreset(name: string): Promise<string> {
  const presets = await listPresets();
  if (presets.includes(name)) return presetFile(name);
  throw new UsageError(
    `There is no preset "${name}".${didYouMean(name, presets)} ` +
      `Expected one of ${presets.join(', ')}, or the path of an experiment file that ends in .yaml.`,
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }[
      code ?? ''
    ];
    throw new UsageError(`Cannot read the experiment file ${path}: ${reason ?? (error as Error).message}.`);
  }
}

function shortest(path: string) {
  const fromHere = relative('', path);
  return fromHere.length < path.length ? fromHere : path;
}
