import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { type K6Program, requireK6 } from '../find-k6.js';
import { archiveScript } from './archive-script.js';

const SETTINGS = { RATE: '28', VUS: '4', DURATION: '3000ms', BASE_URL: 'http://lab.test', SAMPLES: '1' };
const LOAD = { load: { rate: 28_000, timeUnit: '16m40s', preAllocatedVUs: 4, maxVUs: 4 } };
const never = new AbortController().signal;

let folder: string;
let k6: K6Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
  k6 = await requireK6(process.env.PATH!);
});
afterAll(() => rm(folder, { recursive: true }));

function archiveWith(settings: Readonly<Record<string, string>>, signal = never): Promise<Buffer> {
  return archiveScript(k6, { script: 'open', settings: { ...SETTINGS, ...settings } }, signal);
}

/** k6 with nothing in its environment. */
function say(...args: readonly string[]): string {
  return execFileSync(k6.path, args, { encoding: 'utf8', env: {}, cwd: folder });
}

describe('the archive of a script', () => {
  it('has the load of its settings', async () => {
    await writeFile(join(folder, 'open.tar'), await archiveWith({}));
    expect(JSON.parse(say('inspect', 'open.tar'))).toMatchObject({ scenarios: LOAD });
  });

  it('can be archived again and its needs be known, as the k6-operator does first', async () => {
    await writeFile(join(folder, 'open.tar'), await archiveWith({}));
    say('archive', '--quiet', 'open.tar', '--archive-out', 'again.tar');
    const needs: unknown = JSON.parse(say('inspect', '--execution-requirements', 'again.tar'));
    expect(needs).toMatchObject({ scenarios: LOAD, maxVUs: 4 });
  });

  it('does not have the settings themselves', async () => {
    const archive = await archiveWith({ BASE_URL: 'http://nowhere-near.test', REQUEST_HEADERS: '{"a":"hush"}' });
    expect(['"k6version"', 'nowhere-near', 'hush'].map((text) => archive.includes(text))).toEqual([true, false, false]);
  });

  it('cannot be made of settings that the script does not take, which it says in its words', async () => {
    const making = archiveWith({ RATE: 'many' });
    await expect(making).rejects.toThrow(TrialBroken);
    await expect(making).rejects.toThrow(
      /^k6 could not archive open.ts: .*RATE="many" cannot be used: expected a number/,
    );
  });

  it('is not made for a run that has ended', async () => {
    await expect(archiveWith({}, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
