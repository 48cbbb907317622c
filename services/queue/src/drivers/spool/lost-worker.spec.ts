import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Enqueued } from '../driver.js';
import type { Job, JobRun } from '../job.js';
import type { SpoolDriver } from './spool.driver.js';
import { ORDER, SpoolFolder } from './spool-folder.fixture.js';

const NEVER = new AbortController().signal;
const LEASE_MS = 400;

let folder: SpoolFolder;
let api: SpoolDriver;

beforeEach(async () => {
  folder = await SpoolFolder.create();
  api = await folder.open();
});

afterEach(() => folder[Symbol.asyncDispose]());

const stored = (enqueued: Enqueued) => (enqueued as { job: Job }).job;
const enqueue = async (ms: number) => stored(await api.enqueue({ ...ORDER, params: { ms } }));
const ended = async ({ id }: Job) => (await api.waitUntilEnded(id, NEVER))!;
const startWorker = (concurrency: number) => folder.startWorker({ concurrency, leaseMs: LEASE_MS });

describe('a worker that is lost', () => {
  it('loses no job, however often it is killed', async () => {
    const jobs = await Promise.all(Array.from({ length: 200 }, () => enqueue(5)));
    for (let kill = 0; kill < 5; kill++) {
      const worker = await startWorker(8);
      await worker.started();
      await worker[Symbol.asyncDispose]();
    }
    await startWorker(8);
    const done = await Promise.all(jobs.map(ended));
    expect(done.filter(({ state }) => state !== 'done')).toEqual([]);
    const again = done.reduce((sum, { runs }) => sum + runs - 1, 0);
    expect(again).toBeGreaterThanOrEqual(5);
    expect((await api.stats()).totals.redeliveries).toBe(again);
  });

  it('drops off the list of those alive', async () => {
    const worker = await startWorker(8);
    expect((await api.stats()).workers).toEqual([{ pid: worker.pid, concurrency: 8, threads: 1, cpuSlots: 1 }]);
    await worker[Symbol.asyncDispose]();
    const next = await startWorker(2);
    while ((await api.stats()).workers.length > 1) await ended(await enqueue(5));
    expect((await api.stats()).workers).toEqual([{ pid: next.pid, concurrency: 2, threads: 1, cpuSlots: 1 }]);
  });

  it('has its late result dropped and counted when it comes back', async () => {
    const held = await startWorker(1);
    const job = await enqueue(50);
    expect(await held.started()).toBe(job.id);
    held.stop();
    const other = await startWorker(1);
    const done = await ended(job);
    expect(done).toMatchObject({ state: 'done', runs: 2, attempts: 1, run: { result: other.pid } });
    held.resume();
    while ((await api.stats()).totals.duplicateRuns === 0) await ended(await enqueue(5));
    expect((await api.stats()).totals).toEqual({ retries: 0, redeliveries: 1, deadLetters: 0, duplicateRuns: 1 });
    expect(await api.find(job.id)).toEqual(done);
  });

  it('cannot end its job while another worker runs it', async () => {
    const job = await enqueue(0);
    const [lateStarted, late, otherStarted, other] = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    // In this process, where nobody can be held: a lease of no length is lost however often it is renewed.
    const lateWorker = await folder.open({ leaseMs: 0 });
    const otherWorker = await folder.open({ leaseMs: 60_000 });
    await lateWorker.consume(
      async ({ job: { id } }) => {
        lateStarted!.resolve();
        if (id === job.id) await late!.promise;
        return runOf('late');
      },
      { concurrency: 1, threads: 1, cpuSlots: 1 },
    );
    await lateStarted!.promise;
    await otherWorker.consume(
      async () => {
        otherStarted!.resolve();
        await other!.promise;
        return runOf('other');
      },
      { concurrency: 1, threads: 1, cpuSlots: 1 },
    );
    await otherStarted!.promise;
    const running = await api.find(job.id);
    expect(running).toMatchObject({ state: 'running', runs: 2, attempts: 0, run: null });

    late!.resolve();
    // Only the late worker can run this one, and only once its slot is free: its ending has been written.
    expect(await ended(await enqueue(0))).toMatchObject({ state: 'done', run: { result: 'late' } });
    expect(await api.find(job.id)).toEqual(running);
    const totals = { retries: 0, redeliveries: 1, deadLetters: 0, duplicateRuns: 1 };
    expect((await api.stats()).totals).toEqual(totals);

    other!.resolve();
    expect(await ended(job)).toMatchObject({ state: 'done', runs: 2, attempts: 1, run: { result: 'other' } });
    expect((await api.stats()).totals).toEqual(totals);
  });

  it('keeps its job when it comes back before anyone took it', async () => {
    const held = await startWorker(1);
    const job = await enqueue(50);
    await held.started();
    held.stop();
    // Nobody else is there, so only the clock tells that the lease has ended.
    const later = stored(await api.enqueue({ ...ORDER, params: { ms: 0 }, runAt: Date.now() + 2 * LEASE_MS }));
    while ((await api.find(later.id))!.state === 'delayed') await new Promise((resolve) => setTimeout(resolve, 20));
    held.resume();
    expect(await ended(job)).toMatchObject({ state: 'done', runs: 1 });
  });
});

function runOf(result: string): JobRun {
  return { result, startedAt: Date.now(), finishedAt: Date.now(), cpuMs: null, pid: process.pid, threadId: 0 };
}
