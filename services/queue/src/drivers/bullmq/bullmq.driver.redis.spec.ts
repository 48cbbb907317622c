import { afterAll, beforeAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { describeQueueDriver } from '../driver.contract.js';
import { BullmqDriver } from './bullmq.driver.js';
import { RedisServer } from './redis-server.fixture.js';

let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start();
});

afterAll(() => server[Symbol.asyncDispose]());

describeQueueDriver('bullmq', async () => {
  const prefix = randomUUID();
  const { url } = server;
  const shared = { url, prefix, leaseMs: 5000, keepDone: 1000, keepDoneMs: 3_600_000, onAvailability: () => undefined };
  return {
    connect: (options) => BullmqDriver.open({ ...shared, ...options }),
    destroy: () => Promise.resolve(),
  };
});
