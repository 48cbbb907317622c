import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isReady, startService, until } from '../../../test/support/service.js';
import { RedisServer } from './drivers/bullmq/redis-server.fixture.js';
import { QueueProcesses } from './queue.fixture.js';

/** Far more than an answer takes, and far less than a client would wait. */
const AT_ONCE_MS = 1000;
const CLIENTS = 4;
const JOBS_BETWEEN = 50;

let redis: RedisServer;

beforeEach(async () => {
  redis = await RedisServer.prepare();
});

afterEach(() => redis[Symbol.asyncDispose]());

const startQueue = () => QueueProcesses.start({ QUEUE_DRIVER: 'bullmq', REDIS_URL: redis.url, LEASE_MS: '1000' });

describe('a queue whose Redis goes away', () => {
  it('answers 503 at once and is not ready, and recovers when Redis is back', async () => {
    await redis.start();
    await using queue = await startQueue();
    expect(await isReady(queue.api)).toBe(true);
    const kept = await queue.get('/noop');

    await redis.stop('SIGKILL');
    for (const ask of [() => queue.get('/noop?wait=60000'), () => queue.get(`/jobs/${kept.id}`)]) {
      const askedAt = performance.now();
      const refused = await ask();
      expect(refused).toMatchObject({ status: 503, code: 'QUEUE_UNAVAILABLE' });
      expect(performance.now() - askedAt).toBeLessThan(AT_ONCE_MS);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await until(async () => !(await isReady(queue.api)));
    expect((await fetch(`${queue.api.adminUrl}/livez`)).status).toBe(200);
    expect(queue.api.log()).toContain(`Redis at 127.0.0.1:${redis.port} is away`);

    await redis.start();
    await until(() => isReady(queue.api));
    expect((await queue.get('/noop')).status).toBe(202);
    expect(await queue.get(`/jobs/${kept.id}`)).toMatchObject({ status: 200, state: 'waiting' });
  });

  it('comes up without it, and serves as soon as it is there', async () => {
    await using queue = await startQueue();
    const worker = await queue.startWorker();
    expect(await Promise.all([isReady(queue.api), isReady(worker)])).toEqual([false, false]);
    expect(await queue.get('/noop')).toMatchObject({ status: 503, code: 'QUEUE_UNAVAILABLE' });
    await redis.start();
    await until(async () => (await isReady(queue.api)) && (await isReady(worker)));
    expect(await queue.get('/factorial?n=5&wait=30000')).toMatchObject({ status: 200, result: '120' });
  });

  it('counts no answer as one for want of room', async () => {
    await using queue = await startQueue();
    for (const order of [() => queue.get('/noop'), () => queue.post({ workload: 'noop' })]) {
      expect(await order()).toMatchObject({ status: 503, code: 'QUEUE_UNAVAILABLE' });
    }
    let metrics = '';
    await until(async () => {
      metrics = await (await fetch(`${queue.api.adminUrl}/metrics`)).text();
      return /^http_server_request_duration_seconds_count\{http_request_method="POST".*503/m.test(metrics);
    });
    expect(metrics.match(/^fleetlab_run_rejected_total\{.*/gm)).toBeNull();
  });

  it('ends without it, when asked to', async () => {
    await using queue = await startQueue();
    const worker = await queue.startWorker();
    queue.api.process.kill('SIGTERM');
    worker.process.kill('SIGTERM');
    expect(await Promise.all([queue.api.ended, worker.ended])).toEqual([0, 0]);
  });

  it('has a waiting request answered by a job that ends after Redis is back', async () => {
    await redis.start();
    await using queue = await startQueue();
    await queue.startWorker();
    const waiting = queue.get('/sleep?ms=1500&wait=60000');
    await until(async () => (await queue.get('/jobs?state=running')).jobs!.length === 1);
    await redis.stop('SIGKILL');
    await redis.start();
    expect(await waiting).toMatchObject({ status: 200, result: 1500 });
  });

  it('runs every job that it has accepted, however often Redis ends meanwhile', async () => {
    await redis.start();
    await using queue = await startQueue();
    await queue.startWorker();
    await queue.startWorker();
    const accepted: string[] = [];
    const isOver = new AbortController();
    const client = async () => {
      while (!isOver.signal.aborted) {
        const { status, id } = await queue.get('/sleep?ms=5');
        expect([202, 503]).toContain(status);
        if (status === 202) accepted.push(id!);
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL'] as const) {
      const before = accepted.length;
      await until(async () => accepted.length >= before + JOBS_BETWEEN);
      await redis.stop(signal);
      await until(async () => !(await isReady(queue.api)));
      await redis.start();
      await until(() => isReady(queue.api));
    }
    isOver.abort();
    await clients;
    for (const id of accepted) await queue.untilState(id, 'done');
    expect(new Set(accepted).size).toBe(accepted.length);
  });
});

describe('a queue whose Redis asks for a password', () => {
  it('is let in with REDIS_PASSWORD, and says why where it is not', async () => {
    await using guarded = await RedisServer.start('--requirepass', 'right');
    const env = { QUEUE_DRIVER: 'bullmq', REDIS_URL: guarded.url };
    await using allowed = await startService('queue', { ...env, REDIS_PASSWORD: 'right' });
    await using refused = await startService('queue', { ...env, REDIS_PASSWORD: 'wrong' });
    expect(await Promise.all([isReady(allowed), isReady(refused)])).toEqual([true, false]);
    expect(refused.log()).toContain('is away: WRONGPASS');
  });
});
