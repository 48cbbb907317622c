import { describe, expect, it } from '@jest/globals';
import { startService } from '../../../test/support/service.js';

describe('a queue whose driver is set wrongly', () => {
  it.each([
    [{ QUEUE_DRIVER: 'spool,bullmq' }, 'QUEUE_DRIVER=spool,bullmq: expected spool or bullmq'],
    [{ REDIS_URL: 'http://127.0.0.1:6379' }, 'REDIS_URL=http://127.0.0.1:6379: expected an address such as redis://'],
    [
      { REDIS_URL: 'redis://:secret@redis/jobs' },
      'REDIS_URL=redis://***@redis/jobs: expected an address such as redis://',
    ],
    [{ QUEUE_PREFIX: 'my:queue' }, 'QUEUE_PREFIX=my:queue: expected letters, digits, and . _ -'],
  ])('ends with 78 and says what it expected: %j', async (env: Record<string, string>, reason) => {
    const starting = startService('queue', env);
    await expect(starting).rejects.toThrow('queue ended with 78 before it was ready');
    await expect(starting).rejects.toThrow(reason);
  });
});
