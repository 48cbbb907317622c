import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobHandler } from '../driver.js';
import { Pruner } from './pruner.js';
import { SpoolDatabase } from './spool-database.js';
import type { SpoolDriver } from './spool.driver.js';
import { ORDER, SpoolFolder } from './spool-folder.fixture.js';

const NEVER = new AbortController().signal;

let folder: SpoolFolder;
let driver: SpoolDriver;
let database: SpoolDatabase;

beforeEach(async () => {
  folder = await SpoolFolder.create();
  driver = await folder.open();
  database = await SpoolDatabase.open({ file: folder.file, sync: 'normal', maxMiB: null, onUnusable: () => {} });
});

afterEach(async () => {
  database.close();
  await folder[Symbol.asyncDispose]();
});

/** Runs jobs to their ends, one after another; those with `fail` end as dead letters. */
async function runJobs(...finishedAt: (number | 'fail')[]): Promise<string[]> {
  const handler: JobHandler = async ({ job }) => {
    const { finishedAt: at } = job.params as { finishedAt: number | 'fail' };
    if (at === 'fail') throw new Error('on purpose');
    return { result: null, startedAt: at, finishedAt: at, cpuMs: null, pid: 1, threadId: 0 };
  };
  const consumer = await driver.consume(handler, { concurrency: 1, threads: 1, cpuSlots: 1 });
  const ids: string[] = [];
  for (const at of finishedAt) {
    const enqueued = await driver.enqueue({ ...ORDER, maxAttempts: 1, params: { finishedAt: at } });
    const { id } = (enqueued as { job: { id: string } }).job;
    await driver.waitUntilEnded(id, NEVER);
    ids.push(id);
  }
  await consumer.close(1000);
  return ids;
}

const remaining = async (ids: string[]) => {
  const found = await Promise.all(ids.map((id) => driver.find(id)));
  return found.map((job) => job !== null);
};

describe('pruning', () => {
  it('forgets the oldest done jobs beyond a number', async () => {
    const now = Date.now();
    const ids = await runJobs(now, 'fail', now, now, now);
    await new Pruner(database, { keepDone: 2, keepDoneMs: 60_000 }).prune();
    expect(await remaining(ids)).toEqual([false, true, false, true, true]);
    expect((await driver.stats()).jobs).toMatchObject({ done: 2, failed: 1 });
  });

  it('forgets done jobs beyond an age', async () => {
    const now = Date.now();
    const ids = await runJobs(now - 90_000, 'fail', now - 70_000, now);
    await new Pruner(database, { keepDone: 100, keepDoneMs: 60_000 }).prune();
    expect(await remaining(ids)).toEqual([false, true, false, true]);
  });
});
