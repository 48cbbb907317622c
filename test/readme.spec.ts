import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const fleetlab = join(root, 'loadtest/runner/bin/fleetlab.js');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block!.trimEnd().split('\n'));
const lines = blocks.flat().map((line) => line.replace(/\s+#.*$/, '').trim());
const fleetlabs = lines.filter((line) => line.startsWith('npx fleetlab'));
/** What they do there is tested by scaling.e2e.ts. */
const onACluster = fleetlabs.filter((line) => / --target kubernetes | restore$/.test(line));
const runs = fleetlabs.filter((line) => !onACluster.includes(line) && !line.includes(' up '));
const ups = lines.filter((line) => line.startsWith('npx fleetlab up'));
const curls = lines.filter((line) => line.startsWith('curl '));
/** Those for a cluster: test/chart/documents.helm.spec.ts has Helm read them. */
const helms = lines.filter((line) => line.startsWith('helm '));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what the README links to', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);

  it.each(links)('is there: %s', (path) => expect(existsSync(join(root, path))).toBe(true));
});

describe('every command that the README shows', () => {
  it('is one that this test, CI or a workflow runs', () => {
    const workflows = globSync('.github/workflows/*.yml', { cwd: root });
    const ci = ['.ci/run', ...workflows].map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    const others = lines
      .filter((line) => ![...runs, ...onACluster, ...ups, ...curls, ...helms].includes(line))
      .flatMap((line) => line.split(' && '));
    expect(runs.length + ups.length + curls.length).toBeGreaterThan(0);
    expect(others.filter((command) => !ci.includes(command))).toEqual([]);
  });

  it.each(runs)('works in an empty folder: %s', async (line) => {
    const words = line.split(' ').slice(2);
    const { stdout } = await promisify(execFile)(process.execPath, [fleetlab, ...words], { cwd: folder });
    expect(stdout.trim()).not.toBe('');
  });

  it.each(onACluster)('says that it needs a cluster where there is none: %s', async (line) => {
    const words = line.split(' ').slice(2);
    const env = { ...process.env, KUBECONFIG: join(folder, 'kubeconfig') };
    writeFileSync(env.KUBECONFIG, 'apiVersion: v1\nkind: Config\n');
    const running = promisify(execFile)(process.execPath, [fleetlab, ...words], { cwd: folder, env });
    await expect(running).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('kubeconfig') });
  });

  it.each(ups)('works, and so does each curl: %s', async (line) => {
    const words = line.split(' ').slice(2);
    const fleet = spawn(process.execPath, [fleetlab, ...words, '--port', '0', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [ready] = (await once(createInterface(fleet.stdout), 'line')) as [string];
      const { gateway } = JSON.parse(ready) as { gateway: string };
      for (const curl of curls) {
        const url = /'http:\/\/127\.0\.0\.1:8080(.*)'/.exec(curl)![1]!;
        const answer = await fetch(gateway + url);
        expect([url, answer.status]).toEqual([url, 200]);
        await answer.text();
      }
    } finally {
      fleet.kill('SIGINT');
    }
    expect(await once(fleet, 'exit')).toEqual([0, null]);
  });
});
