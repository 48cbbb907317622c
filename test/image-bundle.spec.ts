import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetlab-bundle-'));
  execFileSync(process.execPath, ['deploy/bundle.mjs', folder], { cwd: root });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const fleetlab = (...words: string[]) =>
  execFileSync(process.execPath, [join(folder, 'loadtest/runner/bin/fleetlab.js'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  });

describe('the runner in the image', () => {
  it('is run by itself, and knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(fleetlab('--version').trim()).toBe(version);
  });

  it('has all the experiments that come with fleetlab', () => {
    const presets = globSync('loadtest/experiments/*.yaml', { cwd: root }).map((file) => basename(file, '.yaml'));
    const listed = [...fleetlab('list').matchAll(/^ {2}([\w-]+) {2}/gm)].map(([, name]) => name!);
    expect(listed).toEqual(presets.sort());
  });

  it('has all the scripts that k6 may be given', () => {
    const scripts = (cwd: string) => globSync('loadtest/k6/**/*.ts', { cwd }).sort();
    expect(scripts(folder)).toEqual(scripts(root));
    expect(scripts(folder)).toContain('loadtest/k6/open.ts');
  });

  it('shares no line with the services, which would have to load it', () => {
    const ofServices = globSync('services/**/*.js', { cwd: folder });
    expect(ofServices.length).toBeGreaterThan(10);
    expect(ofServices.filter((file) => /KubeConfig|vega/.test(read(file)))).toEqual([]);
    const ofRunner = globSync('{loadtest,deploy}/**/*.js', { cwd: folder });
    expect(ofRunner.filter((file) => /from"[^"]*services\//.test(read(file)))).toEqual([]);
  });

  it('has the licence of each package that is in it', () => {
    const packages = globSync('loadtest/runner/licences/**/package.json', { cwd: folder });
    const names = packages.map((file) => (JSON.parse(read(file)) as { name?: string }).name);
    expect(names).toEqual(expect.arrayContaining(['commander', 'undici', 'vega', 'vega-lite', 'yaml']));
    const texts = globSync('loadtest/runner/licences/**/*', { cwd: folder }).filter((file) =>
      /licen[cs]e/i.test(basename(file)),
    );
    expect(texts.length).toBeGreaterThan(0.9 * packages.length);
  });
});
