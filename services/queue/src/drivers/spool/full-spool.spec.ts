import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Delivery, JobHandler } from '../driver.js';
import type { JobRun } from '../job.js';
import type { SpoolDriver } from './spool.driver.js';
import { ORDER, SpoolFolder } from './spool-folder.fixture.js';

const NEVER = new AbortController().signal;
const LEASE_MS = 1500;
const LATER = 3_600_000;

let folder: SpoolFolder;
let api: SpoolDriver;

beforeAll(() => Logger.overrideLogger(false));

beforeEach(async () => {
  folder = await SpoolFolder.create();
  api = await folder.open({ maxMiB: 1, leaseMs: LEASE_MS });
});

afterEach(() => folder[Symbol.asyncDispose]());

const enqueue = async (order: Partial<typeof ORDER> = {}) => {
  const enqueued = await api.enqueue({ ...ORDER, ...order });
  if (!('job' in enqueued)) throw new Error('expected a job');
  return enqueued.job.id;
};

/** Stores jobs that nobody runs until not even a small one fits. */
async function fill(): Promise<string[]> {
  const fillers: string[] = [];
  for (const size of [50_000, 3000, 10]) {
    const filler = { runAt: Date.now() + LATER, params: { text: 'x'.repeat(size) } };
    for (;;) {
      try {
        fillers.push(await enqueue(filler));
      } catch (error) {
        expect(error).toMatchObject({ name: 'QueueUnavailableError', message: expect.stringContaining('full') });
        break;
      }
    }
  }
  return fillers;
}

/** A worker with one slot and a handler that says when it starts and ends when told. */
async function heldWorker() {
  const deliveries: Delivery[] = [];
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<JobRun>();
  const handler: JobHandler = (delivery) => {
    deliveries.push(delivery);
    started.resolve();
    return gate.promise;
  };
  const driver = await folder.open({ maxMiB: 1, leaseMs: LEASE_MS });
  await driver.consume(handler, { concurrency: 1, threads: 1, cpuSlots: 1 });
  return { deliveries, started: started.promise, end: gate.resolve };
}

/** Of now: a job that ended long ago would be forgotten at once. */
function run(result: unknown): JobRun {
  return { result, startedAt: Date.now(), finishedAt: Date.now(), cpuMs: null, pid: 1, threadId: 0 };
}

describe('a spool without room', () => {
  it('refuses a job and stores nothing of it', async () => {
    const fillers = await fill();
    expect((await api.stats()).jobs.delayed).toBe(fillers.length);
    await api.remove(fillers[0]!);
    await expect(enqueue()).resolves.toEqual(expect.any(String));
  });

  it('is given the result of a finished job as soon as there is room, and no one else runs it meanwhile', async () => {
    const worker = await heldWorker();
    const job = await enqueue();
    await worker.started;
    const later = await enqueue({ runAt: Date.now() + 2 * LEASE_MS });
    const fillers = await fill();
    worker.end(run('r'.repeat(60_000)));
    const other = await heldWorker();
    await other.started; // two leases later
    expect(other.deliveries.map((delivery) => delivery.job.id)).toEqual([later]);
    expect(await api.find(job)).toMatchObject({ state: 'running', runs: 1 });
    for (const filler of fillers.slice(0, 3)) await api.remove(filler);
    expect(await api.waitUntilEnded(job, NEVER)).toMatchObject({ state: 'done', runs: 1, attempts: 1 });
  });
});
