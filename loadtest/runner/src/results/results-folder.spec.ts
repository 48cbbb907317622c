import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goodTrial } from '../../fixtures/good-evidence.js';
import { ENVIRONMENT, quickRun } from '../../fixtures/simulated-run.js';
import { summarise } from '../analysis/summarise.js';
import { UsageError } from '../usage-error.js';
import { createResultsFolder, openResultsFolder, type ResultsFolder } from './results-folder.js';

const STARTED_AT = new Date('2026-11-21T09:15:30.250Z');

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-results-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('a results folder', () => {
  it('is named by the time in UTC and the experiment, and latest points at it', async () => {
    const folder = await createResultsFolder(root, 'quick', STARTED_AT);
    expect(folder.path).toBe(join(root, '20261121T091530Z-quick'));
    expect(await readlink(join(root, 'latest'))).toBe('20261121T091530Z-quick');
  });

  it('never takes the place of another', async () => {
    const first = await createResultsFolder(root, 'quick', STARTED_AT);
    await first.writeExperiment('name: first\n');
    const second = await createResultsFolder(root, 'quick', STARTED_AT);
    expect(second.path).toBe(join(root, '20261121T091530Z-quick-2'));
    expect(await first.readExperiment()).toBe('name: first\n');
    expect(await readlink(join(root, 'latest'))).toBe('20261121T091530Z-quick-2');
  });

  it('stays inside the root whatever the experiment is called', async () => {
    const folder = await createResultsFolder(root, '../../etc/x y', STARTED_AT);
    expect(folder.path).toBe(join(root, '20261121T091530Z-..-..-etc-x-y'));
  });

  it('gives back what was written, also through latest, and leaves no temporary file', async () => {
    const written = await createResultsFolder(root, 'quick', STARTED_AT);
    const run = quickRun();
    const summary = summarise(run);
    await written.writeExperiment('name: quick\n');
    await written.writeEnvironment(ENVIRONMENT);
    await written.writePlan({ plan: run.plan, calibrations: run.calibrations });
    await written.writeSummary(summary);
    const read = await openResultsFolder(join(root, 'latest'));
    expect(await read.readEnvironment()).toEqual(ENVIRONMENT);
    expect(await read.readPlan()).toEqual({ plan: run.plan, calibrations: run.calibrations });
    expect(await read.readSummary()).toEqual(summary);
    expect((await readdir(written.path)).sort()).toEqual([
      'environment.json',
      'experiment.yaml',
      'plan.json',
      'summary.json',
    ]);
  });

  it('is refused where it is none, with what to name instead', async () => {
    for (const path of [root, join(root, 'missing')]) {
      await expect(openResultsFolder(path)).rejects.toThrow(UsageError);
      await expect(openResultsFolder(path)).rejects.toThrow(/is not a results folder.*results\/latest/s);
      await expect(openResultsFolder(path)).rejects.not.toThrow(/ENOENT/);
    }
  });

  it('says which file is missing or broken', async () => {
    const folder = await createResultsFolder(root, 'quick', STARTED_AT);
    await expect(folder.readPlan()).rejects.toThrow(
      /plan\.json is not there.*The run may have ended before writing it/s,
    );
    await expect(folder.readSummary()).rejects.toThrow(`Run \`fleetlab report ${folder.path}\` first`);
    await writeFile(join(folder.path, 'summary.json'), '{"schemaVersion": 0}');
    await expect(folder.readSummary()).rejects.toThrow(/schemaVersion 0; this fleetlab reads 1\. Run `fleetlab report/);
  });
});

describe('the trials of a results folder', () => {
  let folder: ResultsFolder;
  let path: string;

  beforeEach(async () => {
    folder = await createResultsFolder(root, 'quick', STARTED_AT);
    path = join(folder.path, 'trials.jsonl');
  });

  it('are none before the first', async () => {
    expect(await folder.readTrials()).toEqual([]);
  });

  it('are a line each, in the order they ended', async () => {
    await folder.appendTrial(goodTrial({ number: 1 }));
    await folder.appendTrial(goodTrial({ number: 2 }));
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(3);
    expect(await folder.readTrials()).toEqual([goodTrial({ number: 1 }), goodTrial({ number: 2 })]);
  });

  it('are read without a last line that a crash cut short, and go on after it', async () => {
    await folder.appendTrial(goodTrial({ number: 1 }));
    await appendFile(path, JSON.stringify(goodTrial({ number: 2 })).slice(0, 200));
    expect((await folder.readTrials()).map(({ number }) => number)).toEqual([1]);
    await folder.writeExperiment('name: quick\n');
    const resumed = await openResultsFolder(folder.path);
    await resumed.appendTrial(goodTrial({ number: 2 }));
    expect((await resumed.readTrials()).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('are refused with the number of a broken line in the middle', async () => {
    await folder.appendTrial(goodTrial({ number: 1 }));
    await appendFile(path, '{"number": 2, "ce\n');
    await folder.appendTrial(goodTrial({ number: 3 }));
    await expect(folder.readTrials()).rejects.toThrow(`${path}, line 2 is not the record of a trial.`);
    await expect(folder.readTrials()).rejects.toThrow(
      `\`fleetlab run --resume ${folder.path}\` runs that trial again.`,
    );
    await writeFile(path, '{"json":"but no trial"}\n');
    await expect(folder.readTrials()).rejects.toThrow(/line 1 is not the record of a trial/);
  });

  it('are refused where two runs at once have measured the same one', async () => {
    for (const number of [1, 2, 1]) await folder.appendTrial(goodTrial({ number }));
    await expect(folder.readTrials()).rejects.toThrow(`${path}, line 3 is trial 1, as line 1 is. Delete both lines`);
  });
});
