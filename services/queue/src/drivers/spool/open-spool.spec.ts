import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, open, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { SCHEMA_VERSION } from './schema.js';
import { ORDER, SpoolFolder } from './spool-folder.fixture.js';
import type { SpoolUnusableError } from './spool-error.js';

let folder: SpoolFolder;

beforeEach(async () => {
  folder = await SpoolFolder.create();
});

afterEach(() => folder[Symbol.asyncDispose]());

const refusal = async (file = folder.file): Promise<SpoolUnusableError> => {
  const opened: unknown = await folder.open({ file }).catch((error: unknown) => error);
  expect(opened).toMatchObject({ name: 'SpoolUnusableError', exitCode: 78 });
  return opened as SpoolUnusableError;
};

/** A spool with jobs in it, closed, so that all of it is in the one file. */
async function filledSpool(jobs: number): Promise<void> {
  const driver = await folder.open();
  await Promise.all(
    Array.from({ length: jobs }, () => driver.enqueue({ ...ORDER, params: { text: 'x'.repeat(500) } })),
  );
  await driver.close();
}

async function overwrite(path: string, at = 0, bytes?: number): Promise<void> {
  const file = await open(path, 'r+');
  const length = bytes ?? (await file.stat()).size;
  await file.write(Buffer.alloc(length, 0xa5), 0, length, at);
  await file.close();
}

describe('a spool file', () => {
  it('is one, however many make it at the same time, and nothing else is left', async () => {
    const drivers = await Promise.all(Array.from({ length: 5 }, () => folder.open()));
    await drivers[0]!.enqueue(ORDER);
    for (const driver of drivers) expect((await driver.stats()).jobs.waiting).toBe(1);
    const others = (await readdir(folder.path)).filter((name) => !name.startsWith('queue.spool'));
    const left = (await readdir(folder.path)).filter((name) => name.includes('.new'));
    expect([...others, ...left]).toEqual([]);
  });

  it('keeps its jobs when it is opened again', async () => {
    await filledSpool(3);
    expect((await (await folder.open()).stats()).jobs.waiting).toBe(3);
  });

  it('is refused when it is empty', async () => {
    await writeFile(folder.file, '');
    expect((await refusal()).message).toContain(`The spool ${folder.file} is empty (0 bytes)`);
    expect((await stat(folder.file)).size).toBe(0);
  });

  it('is refused when it is not an SQLite file', async () => {
    await writeFile(folder.file, 'hello '.repeat(1000));
    expect((await refusal()).message).toContain('(file is not a database). Move it away to start with an empty queue');
  });

  it('is refused when it belongs to another program', async () => {
    const foreign = new DatabaseSync(folder.file);
    foreign.exec('PRAGMA application_id = 255; CREATE TABLE notes (text)');
    foreign.close();
    expect((await refusal()).message).toContain('belongs to another program (application id 0xff)');
  });

  it('of the version before is brought up to this one, by whoever is first, with all its jobs', async () => {
    await filledSpool(2);
    const older = new DatabaseSync(folder.file);
    older.exec('ALTER TABLE jobs DROP COLUMN trace; PRAGMA user_version = 2');
    older.close();
    const drivers = await Promise.all([folder.open(), folder.open(), folder.open()]);
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, baggage: 'user=7' };
    await drivers[0].enqueue({ ...ORDER, trace });
    const jobs = await drivers[1].list({ limit: 10 });
    expect(jobs.map((job) => job.trace)).toEqual([trace, null, null]);
  });

  it('is refused when another version made it', async () => {
    await filledSpool(0);
    const newer = new DatabaseSync(folder.file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect((await refusal()).message).toContain(`has schema 99, this program knows ${SCHEMA_VERSION}`);
  });

  it.each([
    ['in its first page', 200],
    ['further in', 4096 * 5],
  ])('is refused when it is damaged %s', async (_where, at) => {
    await filledSpool(200);
    await overwrite(folder.file, at, 4096);
    expect((await refusal()).message).toMatch(/is damaged|cannot be used/);
  });

  it('is refused when its end is missing', async () => {
    await filledSpool(200);
    await truncate(folder.file, 4096 * 5);
    expect((await refusal()).message).toMatch(/is damaged|cannot be used/);
  });

  it('is refused when only its log is left', async () => {
    await writeFile(`${folder.file}-wal`, 'left over');
    expect((await refusal()).message).toContain('is missing but its log');
  });

  it('is refused when its folder is missing', async () => {
    const { message } = await refusal(`${folder.path}/nowhere/queue.spool`);
    expect(message).toContain('cannot be made: unable to open database file. SPOOL_FILE needs an existing folder');
  });

  it('is refused when it is a folder', async () => {
    await mkdir(folder.file);
    expect((await refusal()).message).toContain('is not a file');
  });

  it('is given up when it is damaged while in use', async () => {
    const writer = await folder.open();
    const reader = await folder.open();
    for (let i = 0; i < 20; i++) await writer.enqueue({ ...ORDER, params: { text: 'x'.repeat(5000) } });
    await overwrite(folder.file);
    await overwrite(`${folder.file}-wal`);
    await expect(reader.list({ limit: 100 })).rejects.toMatchObject({ name: 'SpoolUnusableError' });
    await expect(reader.enqueue(ORDER)).rejects.toMatchObject({ name: 'SpoolUnusableError' });
    expect(folder.unusable.map(({ message }) => message)).toEqual([expect.stringContaining('is damaged')]);
  });

  it.each([
    ['removed', async () => rm(folder.file)],
    [
      'replaced',
      async () => {
        await writeFile(`${folder.file}.other`, 'other');
        await rename(`${folder.file}.other`, folder.file);
      },
    ],
  ])('is given up when it is %s while in use', async (what, change) => {
    const { promise, resolve } = Promise.withResolvers<SpoolUnusableError>();
    const driver = await folder.open({ onUnusable: resolve });
    await change();
    expect((await promise).message).toContain(`was ${what} while in use`);
    await driver.enqueue(ORDER).catch(() => undefined);
  });
});
