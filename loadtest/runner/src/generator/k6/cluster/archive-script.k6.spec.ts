import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { findK6, type K6Program } from '../find-k6.js';
import { archiveScript } from './archive-script.js';

/** What the API server takes. */
const MOST_BYTES = 2 ** 20;
const SETTINGS = { RATE: '28', VUS: '4', DURATION: '3000ms', BASE_URL: 'http://lab.test', SAMPLES: '1' };
const never = new AbortController().signal;

let folder: string;
let k6: K6Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
  k6 = await findK6(process.env.PATH!);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a script for a cluster', () => {
  it('is one file that fits a ConfigMap, and has the load of its settings', async () => {
    const archive = await archiveScript(k6, 'open', SETTINGS, never);
    expect(archive.toString('base64').length).toBeLessThan(MOST_BYTES / 4);
    await writeFile(join(folder, 'load.tar'), archive);
    const { scenarios } = JSON.parse(
      execFileSync(k6.path, ['inspect', join(folder, 'load.tar')], { encoding: 'utf8', env: {} }),
    ) as { scenarios: unknown };
    expect(scenarios).toMatchObject({ load: { rate: 28_000, timeUnit: '16m40s', preAllocatedVUs: 4 } });
  });

  it('says nothing of the headers that it will send', async () => {
    const headers = JSON.stringify({ authorization: 'Bearer hush' });
    const archive = await archiveScript(k6, 'open', { ...SETTINGS, REQUEST_HEADERS: headers }, never);
    expect(archive.includes('stages')).toBe(true);
    expect(archive.includes('hush')).toBe(false);
  });

  it('that cannot be made is said in the words of the script', async () => {
    const making = archiveScript(k6, 'open', { ...SETTINGS, RATE: 'many' }, never);
    await expect(making).rejects.toThrow(TrialBroken);
    await expect(making).rejects.toThrow(
      /^k6 could not archive open.ts: .*RATE="many" cannot be used: expected a number/,
    );
  });

  it('is not made for a run that has ended', async () => {
    await expect(archiveScript(k6, 'open', SETTINGS, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
