import { LOGGER } from '@fleetlab/kit';
import { Global, Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import { config } from './config.js';
import type { QueueDriver } from './drivers/driver.js';
import { SpoolDriver } from './drivers/spool/spool.driver.js';
import type { SpoolUnusableError } from './drivers/spool/spool-error.js';

/** Injection token of the QueueDriver. */
export const QUEUE_DRIVER = Symbol('QUEUE_DRIVER');

const driverProvider: Provider = {
  provide: QUEUE_DRIVER,
  inject: [LOGGER],
  useFactory: (logger: Logger): Promise<QueueDriver> =>
    SpoolDriver.open({
      file: config.SPOOL_FILE,
      sync: config.SPOOL_SYNC,
      maxMiB: config.SPOOL_MAX_MIB === 0 ? null : config.SPOOL_MAX_MIB,
      maxDepth: config.MAX_DEPTH,
      keepDone: config.KEEP_DONE,
      keepDoneMs: config.KEEP_DONE_MS,
      leaseMs: config.LEASE_MS,
      retryBaseMs: config.RETRY_BASE_MS,
      onUnusable: (error) => endWith(error, logger),
    }),
};

/** A spool that is damaged now will be damaged after a restart: nothing is left but to say so. */
function endWith(error: SpoolUnusableError, logger: Logger): never {
  logger.fatal({ err: error }, error.message);
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitCode);
}

/** The queue's driver, for the API and for workers. */
@Global()
@Module({ providers: [driverProvider], exports: [QUEUE_DRIVER] })
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(QUEUE_DRIVER) private readonly driver: QueueDriver) {}

  /** After the last request is answered and the last job put back. */
  onApplicationShutdown(): Promise<void> {
    return this.driver.close();
  }
}
