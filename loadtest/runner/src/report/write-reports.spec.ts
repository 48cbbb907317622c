import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepRun } from '../../fixtures/step-run.js';
import {
  CLOSED_4_PER_SLOT,
  gridRun,
  quickRun,
  setting,
  simulateRun,
  SLEEP_20,
  stalledFifthRun,
} from '../../fixtures/simulated-run.js';
import { summarise, type Run } from '../analysis/summarise.js';
import { createResultsFolder } from '../results/results-folder.js';
import { writeReports } from './write-reports.js';

const NASTY = '</style><script src="https://example.com/x.js"></script> & | `x` *y* _z_';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-reports-'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function report(run: Run, experiment = 'name: x\n') {
  const folder = await createResultsFolder(root, run.experiment.name, new Date('2026-11-21T09:00:00Z'));
  await folder.writeExperiment(experiment);
  const summary = summarise(run);
  await writeReports(folder, summary, run.trials);
  const [page, markdown] = await Promise.all(
    ['report.html', 'report.md'].map((file) => readFile(join(folder.path, file), 'utf8')),
  );
  return { folder, summary, page: page!, markdown: markdown! };
}

describe('the reports of a sweep', () => {
  let written: Awaited<ReturnType<typeof report>>;

  beforeAll(async () => {
    const run = quickRun();
    const trials = run.trials.map((trial, index) =>
      index === 1 ? { ...trial, requests: { ...trial.requests, failed: 4, failures: { ECONNRESET: 4 } } } : trial,
    );
    written = await report({ ...run, trials });
  });

  it('are three files beside the data', async () => {
    const { folder, summary } = written;
    expect((await readdir(folder.path)).sort()).toEqual([
      'experiment.yaml',
      'report.html',
      'report.md',
      'summary.json',
    ]);
    expect(await folder.readSummary()).toEqual(summary);
  });

  it('begin with the question, the finding and what may be trusted', () => {
    const { page, markdown, summary } = written;
    const start = page.slice(0, page.indexOf('<svg'));
    expect(start).toContain(`<h1>${summary.question}</h1>`);
    expect(start).toContain(summary.finding);
    expect(start).toMatch(/<strong>17<\/strong>\s*valid/);
    expect(start).toMatch(/<strong>1<\/strong>\s*invalid/);
    expect(markdown).toMatch(/^# Which model suits which work\?\n\n\*\*For waiting, async was fastest/);
    expect(markdown).toContain('17 valid, 0 suspect, 1 invalid.');
  });

  it('say what to set', () => {
    for (const text of written.summary.advice) {
      expect(written.page).toContain(text);
      expect(written.markdown).toContain(`- ${text}`);
    }
  });

  it('have every cell with its verdict, and why it is not valid', () => {
    const { page, markdown } = written;
    const table = page.slice(page.indexOf('All cells'));
    expect(table.match(/<th scope="row">/g)).toHaveLength(18);
    expect(page.match(/<td class="valid">/g)).toHaveLength(17);
    expect(page).toMatch(/<tr class="reasons">\s*<td colspan="15">4 of \d+ requests failed/);
    expect(markdown.match(/\| valid +\|$/gm)).toHaveLength(17);
    expect(markdown).toMatch(/- blocking, request 20 ms \(invalid\): 4 of \d+ requests failed.*: 4 x ECONNRESET\./);
  });

  it('draw an overview and two charts against slots for each work', () => {
    expect(written.page.match(/<svg role="img"/g)).toHaveLength(9);
  });

  it('say what one more slot brings', () => {
    expect(written.page.replaceAll(/\s+/g, ' ')).toMatch(
      /one more slot brings \d\d\.\d\/s with threaded and \d\d\.\d\/s with queue\./,
    );
  });

  it('say where they come from and how to read them', () => {
    for (const text of [written.page, written.markdown]) {
      for (const word of ['seed 4711', '0370765abcde', 'Node 24.21.0', 'npx fleetlab run experiment.yaml', 'Little']) {
        expect(text).toContain(word);
      }
    }
  });

  it('ask for nothing from anywhere', () => {
    expect(written.page).not.toMatch(/https?:|<script|<link(?! rel="icon" href="data:,")|<img|@import|url\(|src=/);
  });

  it('have no undefined, NaN or null where a figure should be', () => {
    for (const text of [written.page, written.markdown]) expect(text).not.toMatch(/undefined|NaN|\bnull\b|Infinity/);
  });
});

describe('other reports', () => {
  it('show processes against threads where both vary', async () => {
    const { page } = await report(gridRun());
    expect(page.match(/<table class="heat"/g)).toHaveLength(2);
    expect(page).toMatch(/<th scope="row">4 workers<\/th>/);
    expect(page).toMatch(/--share: 1\.000/);
  });

  it('answer a sweep first: in words, by curves, and by what each slot did', async () => {
    const { page, markdown, summary } = await report(gridRun());
    const firstScreen = page.slice(0, page.indexOf('What to set'));
    for (const text of summary.scalingInWords) {
      expect(firstScreen).toContain(text);
      expect(markdown).toContain(`- ${text}`);
    }
    expect(firstScreen.match(/<svg role="img" aria-label="Throughput against slots/g)).toHaveLength(2);
    expect(firstScreen.match(/<table class="heat per-slot"/g)).toHaveLength(2);
    expect(page.slice(firstScreen.length)).toContain('aria-label="Throughput of threaded against threads: sleep 20');
    expect(markdown).toMatch(/^\| slots \| +blocking \| +threaded \|$/m);
    expect(`${page}${markdown}`).not.toMatch(/undefined|NaN|Infinity/);
  });

  it('have what each slot did, with its interval and what is left of it, beside every straight line', async () => {
    const { page } = await report(gridRun());
    const claims = page.split('As a straight line').slice(1);
    expect(claims.length).toBeGreaterThan(0);
    for (const after of claims) {
      const table = after.slice(after.indexOf('<table'), after.indexOf('</table>'));
      expect(table).toMatch(/per-slot.*\d ± \d\.\d+<small>\d\.\d\d</s);
    }
  });

  it('leave settings without slots out of the curves over slots, and say so', async () => {
    const { page } = await report(
      simulateRun(
        'replicas',
        '?',
        [1, 2, 4].flatMap((replicas) => [
          setting('async', { replicas }),
          setting('threaded', { replicas, threads: 1 }),
        ]),
        [SLEEP_20],
        [CLOSED_4_PER_SLOT],
      ),
    );
    const firstScreen = page.slice(0, page.indexOf('What to set')).replaceAll(/\s+/g, ' ');
    expect(firstScreen).toContain('Without a limit on slots, and not shown here: async,');
    expect(firstScreen).not.toContain('no limit');
    expect(firstScreen).toContain('processes beyond 1 stopped paying with async');
  });

  it('show the requests of a burst one by one, and no rates', async () => {
    const { page, markdown } = await report(stalledFifthRun());
    expect(page.match(/<svg role="img" aria-label="When each request waited and ran/g)).toHaveLength(4);
    expect(page).toContain('Requests 6 to 10 waited behind request 5');
    expect(page).not.toContain('attained</th>');
    expect(markdown).toMatch(/\| async via blocking +\| requests 6 to 10 +\|/);
  });

  it('show a step second by second, what it took to keep the promise again, and no rates', async () => {
    const { page, markdown } = await report(stepRun());
    expect(page.match(/<svg role="img" aria-label="Arrivals, p95 and replicas, second by second/g)).toHaveLength(3);
    expect(page).toContain('Promise kept again: 24 s. Lost: 0. Pod-seconds:');
    expect(page).not.toContain('attained</th>');
    expect(markdown).toMatch(/\| threaded · autoscaled 1 to 3 x 1 thread +\| +24 s \|/);
    for (const text of [page, markdown]) expect(text).not.toMatch(/undefined|NaN|\bnull\b|Infinity/);
  });

  it('escape whatever names and files hold', async () => {
    const run = stalledFifthRun();
    const { page, markdown } = await report(
      { ...run, experiment: { ...run.experiment, question: NASTY } },
      `name: "${NASTY}"\n`,
    );
    expect(page).not.toContain('<script');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(markdown.split('\n')[0]).toBe(
      '# \\</style\\>\\<script src="https://example.com/x.js"\\>\\</script\\> & \\| \\`x\\` \\*y\\* \\_z\\_',
    );
  });

  it('link the slowest traced requests of each cell to where traces can be looked at, and show no ids otherwise', async () => {
    const run = quickRun();
    const request = (digit: string, latencyMs: number) => ({
      traceId: digit.repeat(32),
      at: '2026-11-21T09:00:01.000Z',
      latencyMs,
      waitMs: 60,
      serviceMs: 20,
    });
    const [cell] = run.plan.cells;
    const traced = run.trials.map((trial) =>
      trial.cell === cell!.id ? { ...trial, slowestTraced: [request('a', 98.2), request('b', 81)] } : trial,
    );
    const plain = await report({ ...run, trials: traced });
    expect(plain.summary.cells[0]!.slowestTraced.map(({ latencyMs }) => latencyMs)).toEqual([98.2, 98.2, 98.2, 81, 81]);
    expect(plain.page + plain.markdown).not.toContain('a'.repeat(32));

    const traceUrl = 'http://traces.test/trace/{traceId}?x=(1)&y=2';
    const { page, markdown } = await report({ ...run, trials: traced, environment: { ...run.environment, traceUrl } });
    const url = traceUrl.replace('{traceId}', 'a'.repeat(32));
    expect(page).toContain(`<a href="${url.replace('&', '&amp;')}">98.2 ms, of which 60.0 ms waiting</a>`);
    expect(page.match(/<a href/g)).toHaveLength(5);
    expect(page.indexOf('<a href')).toBeGreaterThan(page.indexOf('All cells'));
    expect(markdown).toContain(
      `- blocking, sleep 20 ms · 4 clients a slot: [98.2 ms, of which 60.0 ms waiting](<${url}>)`,
    );
  });

  it('say of a fleet that was there already what is not known of it', async () => {
    const run = quickRun();
    const environment = { ...run.environment, target: 'url http://fleet.test', serviceCores: 8 };
    const trials = run.trials.map((trial) => ({ ...trial, usage: null }));
    const { page, markdown, summary } = await report({ ...run, trials, environment });
    expect(summary.cells.map(({ cpuMsPerRequest, rssMiB }) => cpuMsPerRequest ?? rssMiB)).toEqual(Array(18).fill(null));
    expect(summary.cells.map(({ verdict }) => verdict)).toEqual(Array(18).fill('valid'));
    expect(page).toContain('· 8 cores ·');
    for (const text of [page, markdown]) {
      expect(text).toContain('CPU time and memory are not seen from outside');
      expect(text).toContain('--target url --url http://fleet.test');
      expect(text).not.toMatch(/undefined|NaN|\bnull\b|Infinity/);
    }
  });

  it('say of a fleet on a cluster what its pods told of themselves', async () => {
    const run = quickRun();
    const environment = { ...run.environment, target: 'kubernetes kind/lab/fleetlab', serviceCores: 4 };
    const { page, markdown } = await report({ ...run, environment });
    for (const text of [page, markdown]) {
      expect(text).toContain('CPU time and memory by their own counters');
      expect(text).toContain('--target kubernetes --release fleetlab --namespace lab --context kind');
    }
  });

  it('can be written of a run that was cut short before its first trial', async () => {
    const { page } = await report({ ...quickRun(), trials: [] });
    expect(page).toContain('Nothing can be said');
  });
});
