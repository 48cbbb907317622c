import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { ORDER, SpoolFolder } from './spool-folder.fixture.js';

let folder: SpoolFolder;

beforeEach(async () => {
  folder = await SpoolFolder.create();
});

afterEach(() => folder[Symbol.asyncDispose]());

describe('a spool that another process has locked', () => {
  it('is waited for without holding the event loop', async () => {
    const driver = await folder.open();
    using other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    let isStored = false;
    const storing = driver.enqueue(ORDER).then(() => (isStored = true));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(isStored).toBe(false);
    expect((await driver.stats()).jobs.waiting).toBe(0);
    other.exec('COMMIT');
    await storing;
    expect((await driver.stats()).jobs.waiting).toBe(1);
  });

  it('counts as unavailable when that takes too long, and nothing is stored', async () => {
    const driver = await folder.open();
    using other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    await expect(driver.enqueue(ORDER)).rejects.toMatchObject({
      name: 'QueueUnavailableError',
      message: 'The spool cannot be used now: database is locked.',
    });
    other.exec('ROLLBACK');
    expect((await driver.stats()).jobs.waiting).toBe(0);
  });
});
