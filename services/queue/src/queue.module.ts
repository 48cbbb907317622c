import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { QueueDriver } from './drivers/driver.js';
import { driverProvider, QUEUE_DRIVER } from './drivers/driver.provider.js';

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
