import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createResultsFolder } from '../results/results-folder.js';
import { lockRun } from '../results/run-lock.js';
import { listRuns } from './list-runs.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-list-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('the list of runs', () => {
  it('says which one is in progress', async () => {
    const folder = await createResultsFolder(root, 'quick', new Date());
    await folder.writeExperiment('name: quick\n');
    const release = await lockRun(folder.path);
    expect(await listRuns(root)).toEqual([`${folder.path}  running (pid ${process.pid})`]);
    await release();
  });
});
