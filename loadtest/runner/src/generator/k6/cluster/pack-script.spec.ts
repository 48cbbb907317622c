import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { packScript } from './pack-script.js';

const ORDER = { script: 'open', settings: { RATE: '28' } } as const;
const never = new AbortController().signal;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pack-script-'))));
afterEach(() => rm(folder, { recursive: true }));

/** A k6 that says something in place of an archive. */
async function packWith(says: string, signal = never) {
  const path = join(folder, 'k6');
  await writeFile(path, `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  return packScript({ path, version: 'v1.8.1' }, ORDER, signal);
}

describe('a script on its way to the cluster', () => {
  it('is what k6 archived, byte for byte', async () => {
    const { main, files } = await packWith("printf '\\000\\377\\200\\n'");
    expect([main, [...files]]).toEqual(['open.tar', [['open.tar', Buffer.from([0, 0xff, 0x80, 0x0a])]]]);
  });

  it('is archived with its settings alone, whatever is set or configured where the runner is', async () => {
    const { files } = await packWith('echo "$RATE"; echo "$HOME"; pwd');
    expect(files.get('open.tar')!.toString().split('\n')).toEqual(['28', '', SCRIPTS_FOLDER.replace(/\/$/, ''), '']);
  });

  it('does not wait for a k6 that will not end when the run does', async () => {
    const abort = new AbortController();
    const marks = join(folder, 'marks');
    await mkdir(marks);
    const watcher = watch(marks);
    const begun = once(watcher, 'change');
    const packing = packWith(`trap "" TERM; : > ${marks}/begun; while :; do :; done`, abort.signal);
    await begun;
    watcher.close();
    abort.abort(new Error('enough'));
    await expect(packing).rejects.toThrow('enough');
    // Sooner than one that takes too long is given up in any case.
  }, 20_000);
});
