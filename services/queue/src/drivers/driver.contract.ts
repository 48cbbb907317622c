import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery, Enqueued, JobHandler, QueueDriver, WorkerOptions } from './driver.js';
import type { Job, JobRun, NewJob } from './job.js';

/** One queue, made for one test. */
export interface TestQueue {
  /** Joins the queue as another process would. `retryBaseMs` is the pause before a second attempt. */
  connect(options: { readonly maxDepth: number; readonly retryBaseMs: number }): Promise<QueueDriver>;
  /** Takes away what is left of the queue once all drivers are closed. */
  destroy(): Promise<void>;
}

const ORDER: NewJob = {
  workload: 'noop',
  params: { n: 1 },
  runAt: null,
  failTimes: 0,
  maxAttempts: 3,
  idempotency: null,
};
const NEVER = new AbortController().signal;
const GRACE_MS = 10_000;
/** Of now, since jobs that ended long ago are forgotten; with fractions that floating point keeps. */
const STARTED_AT = Date.now() + 0.25;
const FINISHED_AT = STARTED_AT + 1.25;

/** What every driver promises. A new driver calls this with a way to make a queue, and passes. */
export function describeQueueDriver(name: string, createQueue: () => Promise<TestQueue>): void {
  describe(`the ${name} driver`, () => {
    let queue: TestQueue;
    let drivers: QueueDriver[];
    let api: QueueDriver;

    const connect = async (maxDepth = 1000, retryBaseMs = 1) => {
      const driver = await queue.connect({ maxDepth, retryBaseMs });
      drivers.push(driver);
      return driver;
    };
    /** A worker with a connection of its own. */
    const work = async (handler: JobHandler, options: Partial<WorkerOptions> = {}) => {
      const driver = await connect();
      return driver.consume(handler, { concurrency: 4, threads: 1, cpuSlots: 1, ...options });
    };
    const enqueue = async (order: Partial<NewJob> = {}) => {
      const enqueued = await api.enqueue({ ...ORDER, ...order });
      if (enqueued.outcome !== 'stored') throw new Error(`expected a stored job, got ${enqueued.outcome}`);
      return enqueued.job;
    };
    const ended = async ({ id }: Job) => (await api.waitUntilEnded(id, NEVER))!;

    beforeEach(async () => {
      queue = await createQueue();
      drivers = [];
      api = await connect();
    });

    afterEach(async () => {
      await Promise.all(drivers.map((driver) => driver.close()));
      await queue.destroy();
    });

    it('shows a job as it was ordered while it waits', async () => {
      const job = await enqueue({ params: { text: 'ü', n: 1.5 }, failTimes: 1, maxAttempts: 5 });
      expect(job).toMatchObject({
        workload: 'noop',
        params: { text: 'ü', n: 1.5 },
        state: 'waiting',
        progress: { done: 0, total: 1 },
        failTimes: 1,
        maxAttempts: 5,
        attempts: 0,
        runs: 0,
        startedAt: null,
        finishedAt: null,
        run: null,
        error: null,
      });
      expect(await api.find(job.id)).toEqual(job);
      expect(await api.find('unknown')).toBeNull();
    });

    it('runs a job and keeps what came of it', async () => {
      await work(async ({ job }) => runOf(`did ${job.workload}`));
      const job = await ended(await enqueue());
      expect(job).toMatchObject({
        state: 'done',
        progress: { done: 1, total: 1 },
        attempts: 1,
        runs: 1,
        run: runOf('did noop'),
        startedAt: STARTED_AT,
        finishedAt: FINISHED_AT,
      });
      expect(await api.find(job.id)).toEqual(job);
    });

    it('runs jobs that were there before the worker, the first first', async () => {
      const jobs = [await enqueue(), await enqueue(), await enqueue()];
      const seen: string[] = [];
      await work(
        async ({ job }) => {
          seen.push(job.id);
          return runOf(null);
        },
        { concurrency: 1 },
      );
      await Promise.all(jobs.map(ended));
      expect(seen).toEqual(jobs.map(({ id }) => id));
    });

    it('runs no more jobs at a time than a worker has slots', async () => {
      let running = 0;
      let most = 0;
      await work(
        async () => {
          most = Math.max(most, ++running);
          await turns(3);
          running--;
          return runOf(null);
        },
        { concurrency: 3 },
      );
      const jobs = await Promise.all(Array.from({ length: 20 }, () => enqueue()));
      await Promise.all(jobs.map(ended));
      expect(most).toBe(3);
    });

    it('gives a job to one worker only', async () => {
      const handler: JobHandler = async () => runOf(null);
      await Promise.all([work(handler), work(handler), work(handler)]);
      const jobs = await Promise.all(Array.from({ length: 100 }, () => enqueue()));
      const done = await Promise.all(jobs.map(ended));
      expect(done.every(({ state, runs }) => state === 'done' && runs === 1)).toBe(true);
    });

    it('tells at once of a job that has ended, and null of one that does not exist', async () => {
      await work(async () => runOf(7));
      const job = await ended(await enqueue());
      expect(await ended(job)).toEqual(job);
      expect(await api.waitUntilEnded('unknown', NEVER)).toBeNull();
    });

    it('stops waiting for a job when it is told to', async () => {
      const job = await enqueue();
      const stop = new AbortController();
      const waits = [api.waitUntilEnded(job.id, stop.signal), api.waitUntilEnded(job.id, NEVER)];
      stop.abort();
      expect(await waits[0]).toBeNull();
      expect(await api.waitUntilEnded(job.id, stop.signal)).toBeNull();
      await work(async () => runOf(null));
      expect(await waits[1]).toMatchObject({ state: 'done' });
    });

    it('tries a failed job again, and shows each attempt', async () => {
      const attempts: number[] = [];
      await work(async ({ job }) => {
        attempts.push(job.attempts);
        if (job.attempts < 2) throw new TypeError('not yet');
        return runOf('at last');
      });
      const job = await ended(await enqueue());
      expect(job).toMatchObject({ state: 'done', attempts: 3, runs: 3, error: null });
      expect(attempts).toEqual([0, 1, 2]);
      expect((await api.stats()).totals).toMatchObject({ retries: 2, deadLetters: 0 });
    });

    it('waits longer before each further attempt, and says why', async () => {
      const patient = await connect(1000, 60_000);
      const handler: JobHandler = async () => {
        throw new RangeError('too far');
      };
      await patient.consume(handler, { concurrency: 1, threads: 1, cpuSlots: 1 });
      const { id } = await enqueue();
      const job = await eventually(async () => {
        const found = (await api.find(id))!;
        return found.attempts === 1 && found;
      });
      expect(job).toMatchObject({ state: 'delayed', error: { name: 'RangeError', message: 'too far' } });
      expect(job.runAt - job.enqueuedAt).toBeGreaterThan(59_000);
    });

    it('keeps a job that is out of attempts as failed, with its last error', async () => {
      await work(async ({ job }) => {
        throw new Error(`failure ${job.attempts + 1}`);
      });
      const job = await ended(await enqueue({ maxAttempts: 2 }));
      expect(job).toMatchObject({ state: 'failed', attempts: 2, runs: 2, run: null });
      expect(job.error).toEqual({ name: 'Error', message: 'failure 2' });
      expect(await api.list({ state: 'failed', limit: 10 })).toEqual([job]);
      expect(await api.stats()).toMatchObject({ jobs: { failed: 1 }, totals: { retries: 1, deadLetters: 1 } });
    });

    it('fails a run whose result cannot be kept', async () => {
      await work(async () => runOf(10n));
      const job = await ended(await enqueue({ maxAttempts: 1 }));
      expect(job).toMatchObject({ state: 'failed', error: { name: 'TypeError' } });
    });

    it('holds a job back until its time has come', async () => {
      const runAt = Date.now() + 150;
      const job = await enqueue({ runAt });
      expect(job).toMatchObject({ state: 'delayed', runAt });
      let startedAt = 0;
      await work(async () => {
        startedAt = Date.now();
        return runOf(null);
      });
      await ended(job);
      expect(startedAt).toBeGreaterThanOrEqual(runAt);
    });

    it('shows how far a running job is', async () => {
      const gate = Promise.withResolvers<void>();
      await work(async ({ progress }) => {
        progress(1, 5);
        progress(2, 5);
        await gate.promise;
        return runOf(null);
      });
      const { id } = await enqueue();
      const job = await eventually(async () => {
        const found = (await api.find(id))!;
        return found.progress.done === 2 && found;
      });
      expect(job).toMatchObject({ state: 'running', progress: { done: 2, total: 5 }, runs: 1, attempts: 0 });
      gate.resolve();
      expect((await ended(job)).progress).toEqual({ done: 5, total: 5 });
    });

    it('answers an idempotency key with the first job, and refuses it for another', async () => {
      const order = { ...ORDER, idempotency: { key: 'k', fingerprint: 'a' } };
      const both = await Promise.all([api.enqueue(order), (await connect()).enqueue(order)]);
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['repeated', 'stored']);
      const other = await api.enqueue({ ...order, idempotency: { key: 'k', fingerprint: 'b' } });
      expect(other.outcome).toBe('conflict');
      const ids = [...both, other].map((enqueued) => 'job' in enqueued && enqueued.job.id);
      expect(new Set(ids).size).toBe(1);
      expect((await api.stats()).jobs.waiting).toBe(1);
    });

    it('takes no more jobs than may wait, but still answers a known key', async () => {
      const small = await connect(2);
      const order = { ...ORDER, idempotency: { key: 'k', fingerprint: 'a' } };
      const all = [await small.enqueue(order), await small.enqueue(ORDER), await small.enqueue(ORDER)];
      expect(all.map(({ outcome }) => outcome)).toEqual(['stored', 'stored', 'full']);
      expect((await small.enqueue(order)).outcome).toBe('repeated');
      await work(async () => runOf(null));
      await Promise.all(all.map(async (each) => 'job' in each && (await ended(each.job))));
      expect((await small.enqueue(ORDER)).outcome).toBe('stored');
    });

    it.each([1, 20])('takes exactly as many as may wait, of orders of which %i come at a time', async (atATime) => {
      const small = await connect(5);
      const orders: Promise<Enqueued>[] = [];
      while (orders.length < 20) {
        orders.push(...Array.from({ length: atATime }, () => small.enqueue(ORDER)));
        await turns(1);
      }
      const outcomes = (await Promise.all(orders)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(5);
      expect((await api.stats()).jobs.waiting).toBe(5);
    });

    it('takes a job out of the queue unless it runs', async () => {
      const gate = Promise.withResolvers<void>();
      const waiting = await enqueue({ runAt: Date.now() + 60_000 });
      const started = Promise.withResolvers<void>();
      await work(async () => {
        started.resolve();
        await gate.promise;
        return runOf(null);
      });
      const running = await enqueue();
      await started.promise;
      expect(await api.remove(running.id)).toBe('running');
      expect(await api.remove(waiting.id)).toBe('removed');
      expect(await api.remove(waiting.id)).toBe('absent');
      gate.resolve();
      await ended(running);
      expect(await api.remove(running.id)).toBe('removed');
      expect(await api.list({ limit: 10 })).toEqual([]);
    });

    it('lists the newest first', async () => {
      const jobs = [await enqueue(), await enqueue(), await enqueue({ runAt: Date.now() + 60_000 })];
      const ids = jobs.map(({ id }) => id);
      const list = async (filter: Parameters<QueueDriver['list']>[0]) =>
        (await api.list(filter)).map(({ id }) => ids.indexOf(id));
      expect(await list({ limit: 10 })).toEqual([2, 1, 0]);
      expect(await list({ limit: 2 })).toEqual([2, 1]);
      expect(await list({ state: 'waiting', limit: 10 })).toEqual([1, 0]);
      expect(await list({ state: 'delayed', limit: 10 })).toEqual([2]);
      expect(await list({ state: 'done', limit: 10 })).toEqual([]);
    });

    it('says how many jobs are in which state, and which workers are there', async () => {
      expect(await api.stats()).toEqual({
        jobs: { waiting: 0, delayed: 0, running: 0, done: 0, failed: 0 },
        oldestWaitingMs: 0,
        workers: [],
        totals: { retries: 0, redeliveries: 0, deadLetters: 0, duplicateRuns: 0 },
      });
      const options = { concurrency: 8, threads: 4, cpuSlots: 2 };
      const consumer = await work(async () => runOf(null), options);
      expect((await api.stats()).workers).toEqual([{ pid: process.pid, ...options }]);
      await ended(await enqueue());
      await consumer.close(GRACE_MS);
      await enqueue();
      await enqueue({ runAt: Date.now() + 60_000 });
      const stats = await api.stats();
      expect(stats.jobs).toEqual({ waiting: 1, delayed: 1, running: 0, done: 1, failed: 0 });
      expect(stats.workers).toEqual([]);
    });

    it('finishes what runs before a worker leaves, and takes nothing more', async () => {
      const gate = Promise.withResolvers<void>();
      const started = Promise.withResolvers<void>();
      const consumer = await work(async () => {
        started.resolve();
        await gate.promise;
        return runOf('finished');
      });
      const running = await enqueue();
      await started.promise;
      const closing = consumer.close(GRACE_MS);
      const late = await enqueue();
      gate.resolve();
      await closing;
      expect(await api.find(running.id)).toMatchObject({ state: 'done', run: { result: 'finished' } });
      expect(await api.find(late.id)).toMatchObject({ state: 'waiting', runs: 0 });
    });

    it('puts back what a leaving worker cannot finish in time', async () => {
      const deliveries: Delivery[] = [];
      const started = Promise.withResolvers<void>();
      const consumer = await work((delivery) => {
        deliveries.push(delivery);
        started.resolve();
        return new Promise(() => {});
      });
      const job = await enqueue();
      await started.promise;
      await consumer.close(0);
      expect(await api.find(job.id)).toMatchObject({ state: 'waiting', runs: 1, attempts: 0 });
      await work(async () => runOf('by another'));
      expect(await ended(job)).toMatchObject({ state: 'done', runs: 2, attempts: 1, run: { result: 'by another' } });
    });
  });
}

/** What a handler answers. */
function runOf(result: unknown): JobRun {
  return { result, startedAt: STARTED_AT, finishedAt: FINISHED_AT, cpuMs: null, pid: process.pid, threadId: 0 };
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Asks until there is an answer; jest's own time limit ends it. */
async function eventually<T>(ask: () => Promise<T | false>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== false) return answer;
    await turns(5);
  }
}
