import { ThreadPool } from '@fleetlab/workloads/threads';
import type { Provider } from '@nestjs/common';
import { config } from './config.js';

/** Every thread is up before the service says that it is ready. */
export const poolProvider: Provider = {
  provide: ThreadPool,
  useFactory: () => ThreadPool.start({ threads: config.THREADS, upstreamUrl: config.UPSTREAM_URL }),
};
