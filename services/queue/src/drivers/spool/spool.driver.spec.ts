import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeQueueDriver } from '../driver.contract.js';
import { SpoolDriver } from './spool.driver.js';

describeQueueDriver('spool', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spool-'));
  return {
    connect: (options) =>
      SpoolDriver.open({
        file: join(folder, 'queue.spool'),
        sync: 'normal',
        maxMiB: null,
        leaseMs: 5000,
        keepDone: 1000,
        keepDoneMs: 60_000,
        onUnusable: (error) => {
          throw error;
        },
        ...options,
      }),
    destroy: () => rm(folder, { recursive: true }),
  };
});
