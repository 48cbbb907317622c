import { LOGGER, Readiness } from '@fleetlab/kit';
import type { Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import { config } from '../config.js';
import type { QueueDriver } from './driver.js';
import type { SpoolUnusableError } from './spool/spool-error.js';

/** Injection token of the QueueDriver. */
export const QUEUE_DRIVER = Symbol('QUEUE_DRIVER');

/** Imports no more than the driver that is asked for: SQLite, or BullMQ and its Redis client, would only take memory. */
export const driverProvider: Provider = {
  provide: QUEUE_DRIVER,
  inject: [LOGGER, Readiness],
  useFactory: (logger: Logger, readiness: Readiness): Promise<QueueDriver> => {
    switch (config.QUEUE_DRIVER) {
      case 'spool':
        return openSpool(logger);
      case 'bullmq':
        return openBullmq(readiness);
    }
  },
};

const shared = {
  maxDepth: config.MAX_DEPTH,
  keepDone: config.KEEP_DONE,
  keepDoneMs: config.KEEP_DONE_MS,
  leaseMs: config.LEASE_MS,
  retryBaseMs: config.RETRY_BASE_MS,
};

async function openSpool(logger: Logger): Promise<QueueDriver> {
  const { SpoolDriver } = await import('./spool/spool.driver.js');
  return SpoolDriver.open({
    ...shared,
    file: config.SPOOL_FILE,
    sync: config.SPOOL_SYNC,
    maxMiB: config.SPOOL_MAX_MIB === 0 ? null : config.SPOOL_MAX_MIB,
    onUnusable: (error) => endWith(error, logger),
  });
}

/** A spool that is damaged now will be damaged after a restart: nothing is left but to say so. */
function endWith(error: SpoolUnusableError, logger: Logger): never {
  logger.fatal({ err: error }, error.message);
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitCode);
}

/** Redis comes back where a damaged file does not: until then the process lives on, and is not ready. */
async function openBullmq(readiness: Readiness): Promise<QueueDriver> {
  const { BullmqDriver } = await import('./bullmq/bullmq.driver.js');
  return BullmqDriver.open({
    ...shared,
    url: config.REDIS_URL,
    ...(config.REDIS_PASSWORD !== undefined && { password: config.REDIS_PASSWORD }),
    prefix: config.QUEUE_PREFIX,
    onAvailability: (isAvailable) => readiness.setAvailable(isAvailable),
  });
}
