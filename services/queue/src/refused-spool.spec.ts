import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '../../../test/support/service.js';

const spools: [string, RegExp, (file: string) => Promise<void>][] = [
  ['is empty', /is empty \(0 bytes\)/, (file) => writeFile(file, '')],
  ['is no database', /file is not a database/, (file) => writeFile(file, randomBytes(8192))],
  [
    'belongs to another program',
    /belongs to another program/,
    async (file) => {
      using database = new DatabaseSync(file);
      database.exec('CREATE TABLE notes (text)');
    },
  ],
  ['has no folder', /SPOOL_FILE needs an existing folder/, (file) => rm(join(file, '..'), { recursive: true })],
];

describe.each(['main', 'worker'])('the %s process', (main) => {
  it.each(spools)('ends with 78 and says why when its spool %s', async (_what, reason, prepare) => {
    const folder = await mkdtemp(join(tmpdir(), 'queue-'));
    const file = join(folder, 'queue.spool');
    await prepare(file);
    const starting = startService('queue', { SPOOL_FILE: file }, main);
    await expect(starting).rejects.toThrow('queue ended with 78 before it was ready');
    await expect(starting).rejects.toThrow(reason);
    await rm(folder, { recursive: true, force: true });
  });
});
