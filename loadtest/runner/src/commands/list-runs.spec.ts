import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENVIRONMENT, quickRun } from '../../fixtures/simulated-run.js';
import { createResultsFolder, type ResultsFolder } from '../results/results-folder.js';
import { lockRun } from '../results/run-lock.js';
import { findRuns } from './list-runs.js';
import { reportOn } from './report-on.js';

const run = quickRun();
const EXPERIMENT = `name: quick
question: What is left?
matrix: { model: [async], workload: [{ sleep: { ms: 20 } }], load: [{ closed: { concurrency: 4 } }] }
`;

const listRuns = async () => (await findRuns(root)).map(({ path, outcome }) => `${path}  ${outcome}`);

let root: string;
let folder: ResultsFolder;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-list-'));
  folder = await createResultsFolder(root, 'quick', new Date());
  await folder.writeExperiment(EXPERIMENT);
  await folder.writeEnvironment(ENVIRONMENT);
  await folder.writePlan({ plan: run.plan, calibrations: run.calibrations });
});
afterEach(() => rm(root, { recursive: true }));

describe('the list of runs', () => {
  it('says which one is in progress', async () => {
    const release = await lockRun(folder.path);
    expect(await listRuns()).toEqual([`${folder.path}  running (pid ${process.pid})`]);
    await release();
  });

  it('shows a run as finished once all its trials have ended, whatever was reported before', async () => {
    const { length } = run.trials;
    await folder.appendTrial(run.trials[0]!);
    await reportOn(folder);
    const unfinished = `${folder.path}  not finished, 1 of ${length} trials: fleetlab run --resume ${folder.path}`;
    expect(await listRuns()).toEqual([unfinished]);
    for (const trial of run.trials.slice(1)) await folder.appendTrial(trial);
    expect(await listRuns()).toEqual([`${folder.path}  finished, not reported: fleetlab report ${folder.path}`]);
    const { finding } = await reportOn(folder);
    expect(finding).not.toContain('Stopped');
    expect(await listRuns()).toEqual([`${folder.path}  ${finding}`]);
  });

  it('leaves out what is no run, and says what is wrong with one that cannot be read', async () => {
    await mkdir(join(root, 'other'));
    await rm(join(folder.path, 'plan.json'));
    expect(await listRuns()).toEqual([expect.stringContaining('plan.json is not there')]);
  });
});

describe('the report of a run that was stopped', () => {
  it('says so everywhere, and counts no cell that has not been run', async () => {
    await folder.appendTrial(run.trials[0]!);
    const summary = await reportOn(folder);
    const missing = `Stopped after 1 of ${run.plan.trials.length} trials; fleetlab run --resume ${relative('', await realpath(folder.path))} runs the rest. ${run.plan.cells.length - 1} cells have not been run.`;
    expect(summary.cells.map(({ id }) => id)).toEqual([run.trials[0]!.cell]);
    expect(summary.finding).toContain(missing);
    for (const file of ['summary.json', 'report.html', 'report.md'])
      expect(await readFile(join(folder.path, file), 'utf8')).toContain('Stopped after 1 of');
  });

  it('does not call a run stopped that is still in progress', async () => {
    await folder.appendTrial(run.trials[0]!);
    const release = await lockRun(folder.path);
    expect((await reportOn(folder)).finding).toMatch(/^Still running, 1 of \d+ trials so far\./);
    await release();
  });
});
