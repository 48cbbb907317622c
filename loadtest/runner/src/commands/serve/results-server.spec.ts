import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENVIRONMENT, quickRun } from '../../../fixtures/simulated-run.js';
import { createResultsFolder, type ResultsFolder } from '../../results/results-folder.js';
import { lockRun } from '../../results/run-lock.js';
import { resultsServer } from './results-server.js';

const run = quickRun();
const EXPERIMENT = `name: quick
question: What is left?
matrix: { model: [async], workload: [{ sleep: { ms: 20 } }], load: [{ closed: { concurrency: 4 } }] }
`;

let parent: string;
let folder: ResultsFolder;
let server: Server;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'fleetlab-serve-'));
  const root = join(parent, 'results');
  folder = await createResultsFolder(root, 'quick', new Date('2026-11-29T01:02:03Z'));
  await folder.writeExperiment(EXPERIMENT);
  await folder.writeEnvironment(ENVIRONMENT);
  await folder.writePlan({ plan: run.plan, calibrations: run.calibrations });
  await folder.write('report.html', '<!doctype html><title>report</title>');
  await mkdir(join(parent, 'results-of-others'));
  for (const secret of ['secret.txt', 'results-of-others/secret.txt']) await writeFile(join(parent, secret), 'secret');
  server = resultsServer(root).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close().closeAllConnections();
  await rm(parent, { recursive: true });
});

/** By a client that sends a path as it is, dots and all. */
async function ask(path: string, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, path, method, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe('the results, served', () => {
  it('are listed with what each run found, and a link to each file that there is', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, headers['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
    expect(body).toContain(`not finished, 0 of ${run.plan.trials.length} trials`);
    const links = [...body.matchAll(/href="(2[^"]+)"/g)].map(([, link]) => link!);
    expect(links).toEqual(
      ['report.html', 'experiment.yaml', 'environment.json'].map((file) => `20261129T010203Z-quick/${file}`),
    );
    for (const link of links) expect([link, (await ask(`/${link}`)).status]).toEqual([link, 200]);
  });

  it('are listed as they are at each moment', async () => {
    const { length } = run.plan.trials;
    for (const [index, trial] of run.trials.slice(0, 2).entries()) {
      await folder.appendTrial(trial);
      expect((await ask('/')).body).toContain(`not finished, ${index + 1} of ${length} trials`);
      expect((await ask('/')).body).toContain(`not finished, ${index + 1} of ${length} trials`);
    }
    const release = await lockRun(folder.path);
    expect((await ask('/')).body).toContain(`running (pid ${process.pid})`);
    await release();
  });

  it('say that they can be asked for without being read', async () => {
    await rm(join(parent, 'results'), { recursive: true });
    expect(await ask('/livez')).toMatchObject({ status: 200, body: 'ok\n' });
  });

  it('are those of the moment, also by the name of the latest run', async () => {
    expect((await ask('/latest/report.html')).body).toContain('<title>report</title>');
    await folder.write('report.html', 'anew');
    expect((await ask('/latest/report.html')).body).toBe('anew');
    expect((await ask('/latest/report.md')).status).toBe(404);
  });

  it('are there before the first run', async () => {
    await rm(join(parent, 'results'), { recursive: true });
    expect(await ask('/')).toMatchObject({ status: 200, body: expect.stringContaining('There are none yet') });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('can be read only: %s is refused', async (method) => {
    const before = await readdir(folder.path);
    const { status, headers } = await ask('/latest/report.html', method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(await readdir(folder.path)).toEqual(before);
  });

  it.each([
    '/../secret.txt',
    '/latest/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/../results-of-others/secret.txt',
    '/%2e%2e%2fresults-of-others%2fsecret.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/latest',
    '/%',
    '/%00',
  ])('are all that can be read: %s is not there', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body]).toEqual([404, expect.stringContaining('There is no such result')]);
  });

  it('let nothing run that a result might have in it', async () => {
    const { headers } = await ask('/latest/report.html');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('do not end the server when the list cannot be made', async () => {
    await symlink('loop', join(folder.path, 'loop'));
    await rm(join(folder.path, 'experiment.yaml'));
    expect((await ask('/')).status).toBe(200);
    expect((await ask('/latest/loop')).status).toBe(404);
  });
});
