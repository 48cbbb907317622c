import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { createPlan } from './create-plan.js';
import { experimentJsonSchemaText } from './experiment.json-schema.js';
import { listPresets, SCHEMA_FILE } from './experiments-folder.js';
import { parseExperiment } from './parse-experiment.js';
import { readExperiment } from './read-experiment.js';

const presets = await listPresets();

describe('the presets', () => {
  it.each(presets)('%s can be run, is named as its file and tells editors its schema', async (name) => {
    const { experiment, yamlText } = await readExperiment(name);
    expect(experiment.name).toBe(name);
    expect(yamlText).toMatch(/^# yaml-language-server: \$schema=\.\/experiment\.schema\.json\n/);
  });

  it('keep quick under three minutes, start-up and calibration aside', async () => {
    const { experiment } = await readExperiment('quick');
    const plan = createPlan(experiment, 1);
    const trialMs = experiment.trial.warmupMs + experiment.trial.durationMs;
    expect(plan.cells).toHaveLength(18);
    expect(plan.trials.length * trialMs).toBeLessThan(150_000);
  });
});

describe('scaling', () => {
  it('takes about a quarter of an hour, and has a pair', async () => {
    const { experiment } = await readExperiment('scaling');
    const { cells, trials } = createPlan(experiment, 1);
    expect(cells).toHaveLength(49);
    expect(cells.filter(({ twinOf }) => twinOf !== undefined)).toHaveLength(1);
    const trialMs = experiment.trial.warmupMs + experiment.trial.durationMs;
    expect(trials.length * trialMs).toBeLessThan(15 * 60_000);
  });
});

describe('capacity', () => {
  it('looks for the limit with at most 12 trials, in steps that leave an interval of less than 10 %', async () => {
    const { experiment } = await readExperiment('capacity');
    const rates = experiment.matrix.load.map((load) => (load.kind === 'open' ? load.ratePerSecond : 0));
    expect(experiment.search).toEqual({ over: 'rate', trials: 12 });
    for (const [index, rate] of rates.slice(1).entries()) expect(rate / rates[index]!).toBeLessThan(1.05);
  });
});

describe('the examples in the README of the experiments', () => {
  it('can be run as they stand', async () => {
    const readme = await readFile(new URL('../../../experiments/README.md', import.meta.url), 'utf8');
    const examples = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => parseExperiment(text!, 'README.md'));
    expect(examples.map(({ name }) => name)).toEqual(['my-experiment', 'my-search']);
  });
});

describe('the JSON schema for editors', () => {
  it('is that of the code: npm run schemas writes it', async () => {
    expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(experimentJsonSchemaText());
  });
});

describe('reading an experiment', () => {
  it('that does not exist names the one that was perhaps meant', async () => {
    await expect(readExperiment('quik')).rejects.toThrow(
      /no preset "quik"\. Did you mean "quick"\? Expected one of .*quick/,
    );
  });

  it('from a path without a file says so', async () => {
    await expect(readExperiment('./nowhere.yaml')).rejects.toThrow('./nowhere.yaml: there is no such file.');
    await expect(readExperiment('./')).rejects.toThrow('./: it is a folder.');
  });
});
