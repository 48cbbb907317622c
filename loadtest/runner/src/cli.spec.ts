import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { valuesByName } from '../fixtures/decode-write-request.js';
import { startWriteReceiver } from '../fixtures/write-receiver.js';
import { EXPERIMENT_RUNNING, TRIAL_THROUGHPUT } from './push/metric-names.js';
import type { Summary } from './results/summary.js';
import { readProcessTrees } from './target/local/process-tree.js';

const BIN = fileURLToPath(new URL('../bin/fleetlab.js', import.meta.url));
const TINY = `name: tiny
question: Does the command work?
matrix:
  model: [async]
  workload: [{ sleep: { ms: 5 } }]
  load: [{ closed: { concurrency: 2 } }]
trial: { warmup: 0ms, duration: 100ms, repeat: 1 }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleetlab-cli-'));
  await writeFile(join(folder, 'tiny.yaml'), TINY);
  await writeFile(join(folder, 'long.yaml'), TINY.replace('100ms', '1m'));
  await writeFile(join(folder, 'bad.yaml'), TINY.replace('async', 'asinc'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the help', () => {
  it('lists the commands and what the exit codes mean', async () => {
    const { code, stdout } = await fleetlab('--help');
    expect(code).toBe(0);
    for (const word of ['up ', 'run ', 'list ', 'report ', 'compare ', 'serve ', 'restore ', 'Exit codes:', '130'])
      expect(stdout).toContain(word);
  });

  it.each(['up', 'run', 'list', 'report', 'compare', 'serve', 'restore'])('of %s has examples', async (command) => {
    const { code, stdout } = await fleetlab(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`$ npx fleetlab ${command}`);
  });
});

describe('a command line that cannot be used', () => {
  it.each([
    [
      'an unknown command',
      ['rnu'],
      /unknown command 'rnu'\s+\(Did you mean run\?\)\s+The commands are up, run, list, report, compare, serve and restore\./,
    ],
    ['an unknown option', ['up', '--replica', '2'], /unknown option '--replica'\s+\(Did you mean --replicas\?\)/],
    [
      'a number out of range',
      ['up', '--port', '65536'],
      /'65536' is invalid\. Expected a whole number from 0 to 65535\./,
    ],
    ['an unknown model', ['up', '--models', 'asinc'], /Expected a list such as blocking,threaded of/],
    ['nothing to run', ['run'], /What is to be run\?/],
    ['an unknown preset', ['run', 'quik'], /no preset "quik"\. Did you mean "quick"\?/],
    ['a file that is not there', ['run', 'nowhere.yaml'], /nowhere\.yaml: there is no such file/],
    [
      'a bad file',
      ['run', 'bad.yaml'],
      /bad\.yaml:4:11 {2}matrix\.model\[0\]: found "asinc"; allowed: .* Did you mean "async"\?/,
    ],
    ['--target url without an address', ['run', 'quick', '--target', 'url'], /--target url needs --url/],
    [
      'an address that is none',
      ['run', 'quick', '--url', 'fleet:80'],
      /'--url <origin>' argument 'fleet:80' is invalid/,
    ],
    ['a header that is none', ['run', 'quick', '--header', 'Host'], /Expected a name and a value, such as 'Host: /],
    ['no place for a trace', ['run', 'quick', '--trace-url', 'http://a'], /Expected \{traceId\} where the id/],
    ['an experiment beside --resume', ['run', 'quick', '--resume', '.'], /give neither of them again/],
    ['a folder that is not of a run', ['run', '--resume', '.'], / is not a results folder/],
    ['no folder to report on', ['report', 'nowhere'], /nowhere is not a results folder/],
    ['folders that cannot be compared', ['compare', '.', '.'], /is not a results folder/],
  ])('with %s ends with code 2 and a message', async (_, args, message) => {
    const { code, stdout, stderr } = await fleetlab(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('names the variable and its value where that is what cannot be used', async () => {
    const child = start(['run', 'quick'], { FLEETLAB_PUSH_URL: 'nonsense' });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(stderr).toMatch(/FLEETLAB_PUSH_URL 'nonsense' is invalid\. Expected an address/);
    expect(code).toBe(2);
  });
});

describe('fleetlab list', () => {
  it('gives the presets with their questions, and the results found', async () => {
    const { code, stdout } = await fleetlab('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/quick +Which model suits work that waits/);
    expect(stdout).toMatch(/autoscale .*\(--target kubernetes\)/);
    expect(stdout).toContain('No results in results yet.');
  });

  it('does not mind a reader that has read enough', async () => {
    const child = start(['list']);
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('fleetlab run', () => {
  it('measures, reports, and can be reported on, compared and listed', async () => {
    const run = await fleetlab('run', 'tiny.yaml', '--results', 'out', '--seed', '1');
    expect(run.stderr).toContain('preparing');
    expect(run.stdout).toContain('out/');
    const summaryText = await readFile(join(folder, 'out/latest/summary.json'), 'utf8');
    const summary = JSON.parse(summaryText) as Summary;
    expect(summary).toMatchObject({ name: 'tiny', seed: 1, cells: [{ model: 'async', trials: 1, failed: 0 }] });
    // A window this short may be found invalid, and one invalid cell is all there are.
    const code = summary.cells[0]!.verdict === 'invalid' ? 1 : 0;
    expect(run.code).toBe(code);
    expect(await readFile(join(folder, 'out/latest/report.html'), 'utf8')).toContain('</html>');

    await rm(join(folder, 'out/latest/summary.json'));
    expect(await fleetlab('list', '--results', 'out')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('finished, not reported: fleetlab report out/'),
    });
    expect(await fleetlab('compare', 'out/latest', 'out/latest')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Run `fleetlab report out/latest` first'),
    });
    const report = await fleetlab('report', 'out/latest');
    expect(report.code).toBe(code);
    expect(report.stdout).toBe(run.stdout.replace(/out\/\w+-tiny/, 'out/latest'));
    expect(await readFile(join(folder, 'out/latest/summary.json'), 'utf8')).toBe(summaryText);
    expect(await fleetlab('compare', 'out/latest', 'out/latest')).toMatchObject({ code: 0, stderr: '' });
    expect(await fleetlab('run', '--resume', 'out/latest')).toMatchObject({ code, stderr: '' });
  });

  it('ends on Ctrl-C with everything stopped, and says how to go on', async () => {
    await mkdir(join(folder, 'cut'));
    const child = start(['run', 'long.yaml', '--results', 'cut']);
    const stderr: string[] = [];
    child.stderr.setEncoding('utf8');
    const isMeasuring = Promise.withResolvers<void>();
    child.stderr.on('data', (chunk: string) => {
      stderr.push(chunk);
      if (stderr.join('').includes('trial 1 of 1')) isMeasuring.resolve();
    });
    await isMeasuring.promise;
    const pids = (await readProcessTrees([child.pid!]))?.map(({ pid }) => pid) ?? [];
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(stderr.join('')).toMatch(
      /Interrupted by SIGINT\. Finished trials are kept\. Go on: npx fleetlab run --resume cut\//,
    );
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('a fleet that is up', () => {
  let up: ReturnType<typeof start>;
  let gateway: string;
  let observe: { readonly prometheus: { readonly config: string } };
  beforeAll(async () => {
    const options = ['--models', 'async', '--port', '0', '--json', '--observe'];
    up = start(['up', ...options], { API_TOKEN: 'open-sesame' });
    const [line] = (await once(up.stdout.setEncoding('utf8'), 'data')) as [string];
    ({ gateway, observe } = JSON.parse(line) as { gateway: string; observe: typeof observe });
  });
  afterAll(async () => {
    up.kill('SIGINT');
    await once(up, 'close');
  });

  it('says how to be watched', () => {
    expect(observe.prometheus.config).toContain('component: async');
  });

  it('is measured as it is, told of to a Prometheus, and resumed at its address; what was secret is kept nowhere', async () => {
    const receiver = await startWriteReceiver();
    await writeFile(join(folder, 'there.yaml'), TINY.replace('100ms, repeat: 1', '1s, repeat: 1, traceShare: 1'));
    const token = ['--header', 'Authorization: Bearer open-sesame'];
    const options = ['--target', 'url', '--url', gateway, '--push', receiver.url, '--results', 'there'];
    const traces = ['--trace-url', 'http://traces.test/{traceId}'];
    const run = await fleetlab('run', 'there.yaml', ...options, ...traces, ...token);
    await receiver.close();
    expect(run.stderr).not.toContain('Pushing');
    expect(run.stderr).toMatch(/^\d+ samples pushed to http:.*\.$/m);
    const pushed = valuesByName(receiver.received.flatMap(({ series }) => series));
    expect(pushed).toMatchObject({ [EXPERIMENT_RUNNING]: 0, [TRIAL_THROUGHPUT]: expect.any(Number) });

    const results = join(folder, 'there/latest');
    const summary = JSON.parse(await readFile(join(results, 'summary.json'), 'utf8')) as Summary;
    expect(summary.environment).toMatchObject({ target: `url ${gateway}`, traceUrl: 'http://traces.test/{traceId}' });
    const [cell] = summary.cells;
    expect(cell).toMatchObject({ failed: 0, cpuMsPerRequest: null, rssMiB: null });
    expect(cell!.throughput.mean).toBe(pushed[TRIAL_THROUGHPUT]);
    expect(cell!.slowestTraced).toHaveLength(5);
    const page = await readFile(join(results, 'report.html'), 'utf8');
    expect(page).toContain(`href="http://traces.test/${cell!.slowestTraced[0]!.traceId}"`);
    for (const file of await readdir(results)) {
      expect(await readFile(join(results, file), 'utf8')).not.toContain('open-sesame');
    }

    await rm(join(results, 'trials.jsonl'));
    const resumed = await fleetlab('run', '--resume', 'there/latest', ...token);
    expect(resumed.code).toBe(run.code);
    expect(resumed.stderr).not.toContain('This run began with');
    expect((await readFile(join(results, 'trials.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['asks for a token that is not given', [], TINY, /answered 401; .* give --header 'Authorization: Bearer <token>'/],
    [
      'has other workers',
      ['--header', 'Authorization: Bearer open-sesame'],
      TINY.replace('  load:', '  workers: [2]\n  load:'),
      /async r1 w2 via=loop: workers is 1 there/,
    ],
  ])('is refused before anything is measured where it %s', async (_, token, experiment, message) => {
    await writeFile(join(folder, 'refused.yaml'), experiment);
    const run = await fleetlab('run', 'refused.yaml', '--url', gateway, '--results', 'refused', ...token);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain(`--url ${gateway}: `);
    expect(run.code).toBe(2);
    expect(await readdir(folder)).not.toContain('refused');
  });
});

describe('the services under test', () => {
  it('take no settings from the environment, which would change what is measured and not be told', async () => {
    const child = start(['run', 'tiny.yaml', '--results', 'own'], { MAX_IN_FLIGHT: 'none', API_TOKEN: 'secret' });
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'close'), text(child.stdout)]);
    expect(stderr).not.toMatch(/Cannot start|UNAUTHORIZED/);
    const summary = JSON.parse(await readFile(join(folder, 'own/latest/summary.json'), 'utf8')) as Summary;
    expect(summary.cells[0]).toMatchObject({ failed: 0 });
  });
});

describe('fleetlab up', () => {
  it('says on one line of JSON what runs where, serves, and ends well on Ctrl-C', async () => {
    const child = start(['up', '--models', 'async', '--port', '0', '--json']);
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const { gateway, services } = JSON.parse(line) as { gateway: string; services: { model: string; pid: number }[] };
    expect(services.map(({ model }) => model).sort()).toEqual(['async', 'upstream']);
    const answer = await fetch(`${gateway}/async/sleep?ms=1`);
    expect(await answer.json()).toMatchObject({ model: 'async', result: 1 });
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(services.map(({ pid }) => pid).filter(isAlive)).toEqual([]);
  });
});

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { cwd: folder, env: { ...process.env, ...env } };
  return spawn(process.execPath, [BIN, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function fleetlab(...args: string[]) {
  const child = start(args);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, stdout, stderr };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
