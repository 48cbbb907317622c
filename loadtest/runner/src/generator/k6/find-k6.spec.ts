import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UsageError } from '../../usage-error.js';
import { findK6 } from './find-k6.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'find-k6-'))));
afterEach(() => rm(folder, { recursive: true }));

async function install(says: string): Promise<void> {
  const program = join(folder, 'k6');
  await writeFile(program, `#!/bin/sh\n${says}\n`);
  await chmod(program, 0o755);
}

describe('the k6 of this machine', () => {
  it('is the first on PATH, known by its version', async () => {
    await install("echo 'k6 v1.8.1 (go1.26.8, linux/amd64)'");
    const k6 = await findK6(['/nowhere', folder].join(delimiter));
    expect(k6).toEqual({ path: join(folder, 'k6'), version: 'v1.8.1' });
  });

  it('that is missing is said, with what to do', async () => {
    await expect(findK6(folder)).rejects.toThrow(UsageError);
    await expect(findK6(folder)).rejects.toThrow(/there is none on PATH. Install it .*--generator embedded/);
  });

  it('that is too old is refused by its version', async () => {
    await install("echo 'k6 v0.57.0 (go1.23)'");
    await expect(findK6(folder)).rejects.toThrow(/k6 is k6 v0.57.0, and v1 or later is needed/);
  });

  it('that does not run is refused', async () => {
    await install('exit 3');
    await expect(findK6(folder)).rejects.toThrow(/k6 does not run: /);
  });
});
