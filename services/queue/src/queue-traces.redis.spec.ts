import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OtlpReceiver } from '../../../test/support/otlp-receiver.js';
import { RedisServer } from './drivers/bullmq/redis-server.fixture.js';
import { QueueProcesses } from './queue.fixture.js';

let collector: OtlpReceiver;
let redis: RedisServer;
let queue: QueueProcesses;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  redis = await RedisServer.start();
  const driver = { QUEUE_DRIVER: 'bullmq', REDIS_URL: redis.url };
  queue = await QueueProcesses.start({ ...collector.env, ...driver, RETRY_BASE_MS: '1' });
  await queue.startWorker();
});
afterAll(async () => {
  await queue[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

it('Redis keeps the trace of a job: each of its runs links to the order, and a job says the trace of its last', async () => {
  const traceId = 'a'.repeat(32);
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, baggage: 'user=7' };
  const { id } = await queue.post({ workload: 'noop', failTimes: 1 }, headers);
  const job = await queue.untilState(id, 'done');
  const runs = () =>
    collector.spans.filter(({ kind, attributes }) => kind === 'CONSUMER' && attributes['messaging.message.id'] === id);
  await collector.until(() => runs().length === 2);
  const producer = (await collector.trace(traceId, 2)).find(({ kind }) => kind === 'PRODUCER')!;
  expect(producer.attributes).toMatchObject({ 'messaging.message.id': id });
  const links = [{ traceId, spanId: producer.spanId }];
  const [failed, done] = runs().toSorted((a, b) => a.startedAt - b.startedAt);
  expect(failed).toMatchObject({ links, isError: true, attributes: { 'fleetlab.job.attempt': 1 } });
  expect(done).toMatchObject({ links, isError: false, attributes: { 'fleetlab.job.attempt': 2 } });
  expect(job).toMatchObject({ traceId: done!.traceId });
});
