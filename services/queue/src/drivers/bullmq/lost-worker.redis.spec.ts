import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { metric, until } from '../../../../../test/support/service.js';
import { QueueProcesses } from '../../queue.fixture.js';
import { RedisServer } from './redis-server.fixture.js';

const LEASE_MS = 500;

let redis: RedisServer;
let queue: QueueProcesses;

beforeEach(async () => {
  redis = await RedisServer.start();
  queue = await QueueProcesses.start({ QUEUE_DRIVER: 'bullmq', REDIS_URL: redis.url, LEASE_MS: String(LEASE_MS) });
});

afterEach(async () => {
  await queue[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const untilRuns = (id: string | undefined, runs: number) =>
  until(async () => {
    const job = await queue.get(`/jobs/${id}`);
    return job.state === 'running' && job.runs === runs;
  });
const total = (name: string) => metric(queue.api, `fleetlab_queue_${name}_total{queue="jobs"}`);

describe('a worker that is lost', () => {
  it('does not fail its job, were it killed twice in the middle of the same one', async () => {
    const { id } = await queue.get('/sleep?ms=2000');
    for (const kill of [1, 2]) {
      const worker = await queue.startWorker();
      await untilRuns(id, kill);
      await worker[Symbol.asyncDispose]();
    }
    await queue.startWorker();
    expect(await queue.untilState(id, 'done')).toMatchObject({ runs: 3, attempts: 1, result: 2000 });
    await until(async () => (await total('redeliveries')) === 2);
    expect(await Promise.all([total('retries'), total('dead_letters')])).toEqual([0, 0]);
  });

  it('drops off the list of those alive', async () => {
    const lost = await queue.startWorker({ CONCURRENCY: '8' });
    await queue.startWorker({ CONCURRENCY: '2' });
    expect((await queue.get('')).limits).toMatchObject({ slots: { wait: 10 }, settings: { workers: 2 } });
    await lost[Symbol.asyncDispose]();
    await until(async () => {
      const { slots, settings } = (await queue.get('')).limits as { slots: { wait: number }; settings: object };
      return 'workers' in settings && settings.workers === 1 && slots.wait === 2;
    });
  });

  it('has its late result dropped and counted when it comes back', async () => {
    const held = await queue.startWorker();
    const { id } = await queue.get('/sleep?ms=300');
    await untilRuns(id, 1);
    held.process.kill('SIGSTOP');
    const other = await queue.startWorker();
    const done = await queue.untilState(id, 'done');
    expect(done).toMatchObject({ runs: 2, attempts: 1 });
    held.process.kill('SIGCONT');
    await until(async () => (await total('duplicate_runs')) === 1);
    const { headers: _first, ...job } = done;
    expect(await queue.get(`/jobs/${id}`)).toMatchObject({ ...job, status: 200 });
    expect(held.log()).toContain('Its result is dropped.');
    expect(other.log()).not.toContain('Its result is dropped.');
  });
});
