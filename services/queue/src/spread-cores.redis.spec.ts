import { expect, it } from '@jest/globals';
import { QueueProcesses } from './queue.fixture.js';
import { BullmqDriver } from './drivers/bullmq/bullmq.driver.js';
import { RedisServer } from './drivers/bullmq/redis-server.fixture.js';

it('workers with Redis are spread over machines: together they compute on the cores that each of them has', async () => {
  await using redis = await RedisServer.start();
  await using queue = await QueueProcesses.start({ QUEUE_DRIVER: 'bullmq', REDIS_URL: redis.url });
  const retention = { keepDone: 1000, keepDoneMs: 3_600_000 };
  const options = { prefix: 'fleetlab', maxDepth: 1000, leaseMs: 5000, retryBaseMs: 1, ...retention };
  const driver = await BullmqDriver.open({ url: redis.url, onAvailability: () => undefined, ...options });
  try {
    for (const cpuSlots of [3000, 2000]) {
      await driver.consume(() => new Promise(() => {}), { concurrency: 5000, threads: 4000, cpuSlots });
    }
    expect((await queue.get('')).limits).toMatchObject({ slots: { wait: 10_000, cpu: 5000 } });
  } finally {
    await driver.close();
  }
});
