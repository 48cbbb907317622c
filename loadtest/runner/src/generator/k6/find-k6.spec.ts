import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UsageError } from '../../usage-error.js';
import { archivesFor, findK6, requireK6 } from './find-k6.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'find-k6-'))));
afterEach(() => rm(folder, { recursive: true }));

function install(says: string): Promise<void> {
  return writeFile(join(folder, 'k6'), `#!/bin/sh\n${says}\n`, { mode: 0o755 });
}

describe('the k6 of this machine', () => {
  it('is the first on PATH, known by its version', async () => {
    await mkdir(join(folder, 'of-another-kind/k6'), { recursive: true });
    await install("echo 'k6 v1.8.1 (go1.26.8, linux/amd64)'");
    const k6 = await findK6(['/nowhere', join(folder, 'of-another-kind'), folder].join(delimiter));
    expect(k6).toEqual({ path: join(folder, 'k6'), version: 'v1.8.1' });
  });

  it('that is missing is said, with what to do', async () => {
    expect(await findK6(folder)).toBeUndefined();
    await expect(requireK6(folder)).rejects.toThrow(UsageError);
    await expect(requireK6(folder)).rejects.toThrow(/there is none on PATH. Install it .*--generator embedded/);
  });

  it('that is too old is refused by its version', async () => {
    await install("echo 'k6 v0.57.0 (go1.23)'");
    await expect(requireK6(folder)).rejects.toThrow(/k6 is k6 v0.57.0, and v1 or later is needed/);
  });

  it('that does not run is refused', async () => {
    await install('echo "no licence" >&2; exit 3');
    await expect(requireK6(folder)).rejects.toThrow(UsageError);
    await expect(requireK6(folder)).rejects.toThrow(/k6 does not run: no licence. Install it /);
  });

  it.each([
    ['grafana/k6:1.8.1', true],
    ['registry.test:5000/k6:v1.9.0-alpine', true],
    ['registry.test:5000/k6', true],
    ['grafana/k6:2.0.0', false],
  ])('archives for the k6 of %s: %j', (image, does) => {
    expect(archivesFor(image, { path: 'k6', version: 'v1.8.1' })).toBe(does);
  });
});
