import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENVIRONMENT } from '../../../fixtures/simulated-run.js';
import { createResultsFolder, type ResultsFolder } from '../../results/results-folder.js';
import { UsageError } from '../../usage-error.js';
import { chooseTarget, type TargetOptions } from './choose-target.js';

const URL_BEFORE = 'http://before.test:8080';

let root: string;
let earlier: ResultsFolder;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-target-'));
  earlier = await createResultsFolder(root, 'x', new Date());
  await earlier.writeEnvironment({ ...ENVIRONMENT, target: `url ${URL_BEFORE}` });
});
afterAll(() => rm(root, { recursive: true }));

const nameOf = async (options: TargetOptions, folder?: ResultsFolder) =>
  (await chooseTarget(options, folder, () => undefined)).name;

describe('what is measured', () => {
  it('is the fleet on this machine, or the one at the address given', async () => {
    expect(await nameOf({})).toBe('local');
    expect(await nameOf({ target: 'local' })).toBe('local');
    expect(await nameOf({ target: 'url', url: 'http://a.test' })).toBe('url http://a.test');
    expect(await nameOf({ url: 'http://a.test' })).toBe('url http://a.test');
  });

  it('is what was measured before, where a run is resumed and nothing else is said', async () => {
    expect(await nameOf({}, earlier)).toBe(`url ${URL_BEFORE}`);
    expect(await nameOf({ header: { authorization: 'Bearer x' } }, earlier)).toBe(`url ${URL_BEFORE}`);
    expect(await nameOf({ url: 'http://a.test' }, earlier)).toBe('url http://a.test');
    expect(await nameOf({ target: 'local' }, earlier)).toBe('local');
  });

  it.each([
    ['--target url without an address', { target: 'url' }, '--target url needs --url'],
    ['an address with --target local', { target: 'local', url: 'http://a.test' }, '--url belongs to --target url'],
    ['a release without a cluster', { release: 'lab' }, '--release belongs to --target kubernetes'],
    ['a namespace of an address', { url: 'http://a.test', namespace: 'lab' }, '--namespace belongs to --target kube'],
    ['a header without an address', { header: { host: 'a' } }, '--header belongs to --target url or kubernetes'],
  ] as const)('is not to be told from %s', async (_, options, message) => {
    await expect(nameOf(options)).rejects.toThrow(message);
    await expect(nameOf(options)).rejects.toBeInstanceOf(UsageError);
  });
});
