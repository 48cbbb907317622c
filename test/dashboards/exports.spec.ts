import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILIES } from '@fleetlab/dashboards/families';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from './house-rules/shipped.js';

interface Fleet {
  readonly gateway: string;
  readonly services: readonly { readonly model: string; readonly adminUrl: string }[];
}

/** Added by scraping, not by services. */
const BY_SCRAPING = ['namespace', 'release', 'component', 'pod', 'job', 'instance'];
/** What a machine without a CPU limit, and a fleet without refusals, does not have; their names are the kit's own constants. */
const ONLY_SOMETIMES = /^fleetlab_(cpu_|run_rejected)/;
const BY_OTHERS = /^(fleetlab_trial_|fleetlab_experiment_|up$|scrape_)/;

/** Labels of every sample of a fleet that has answered something, by name. */
let exported: Map<string, Set<string>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
  const words = ['up', '--port', '0', '--json', '--workers', '2'];
  const child = spawn(process.execPath, [join(root, 'loadtest/runner/bin/fleetlab.js'), ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { gateway, services } = JSON.parse(line) as Fleet;
    const paths = ['blocking/sleep?ms=1', 'threaded/request?ms=1', 'async/sleep?ms=1', 'queue/sleep?ms=1&wait=20000'];
    for (const path of paths) expect([path, (await fetch(`${gateway}/${path}`)).status]).toEqual([path, 200]);
    exported = await untilAllIsTold(services.map(({ adminUrl }) => `${adminUrl}/metrics`));
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const DEADLINE_MS = 20_000;

/** Workers tell of their work once a second, of their process every five. */
async function untilAllIsTold(urls: readonly string[]): Promise<typeof exported> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
    const found = samplesOf(texts.join('\n'));
    const isComplete = expected.every((name) => found.has(name) || found.has(`${name}_bucket`));
    if (isComplete || Date.now() > deadline) return found;
    await sleep(500);
  }
}

function samplesOf(text: string): typeof exported {
  const found: typeof exported = new Map();
  for (const [, name, labels = ''] of text.matchAll(/^([a-z]\w*)(?:\{(.*)\})? \S+$/gm)) {
    const known = found.get(name!) ?? new Set();
    for (const [, label] of labels.matchAll(/(\w+)="/g)) known.add(label!);
    found.set(name!, known);
  }
  return found;
}

const expected = Object.keys(FAMILIES).filter((name) => !BY_OTHERS.test(name) && !ONLY_SOMETIMES.test(name));

describe('what dashboards and rules ask for', () => {
  it.each(expected)('%s is exported by services, with these labels', (name) => {
    const { labels, isHistogram } = FAMILIES[name]!;
    const found = exported.get(isHistogram ? `${name}_bucket` : name);
    expect([...(found ?? [])].sort()).toEqual(labels.filter((label) => !BY_SCRAPING.includes(label)).sort());
  });
});
