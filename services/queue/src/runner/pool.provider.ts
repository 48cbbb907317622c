import { ThreadPool } from '@fleetlab/workloads/threads';
import type { Provider } from '@nestjs/common';
import { config, threads } from '../config.js';

/** For jobs that compute: they would hold the loop, and with it the leases of all jobs of this worker. */
export const poolProvider: Provider = {
  provide: ThreadPool,
  useFactory: () => ThreadPool.start({ threads, upstreamUrl: config.UPSTREAM_URL }),
};
