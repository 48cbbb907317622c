import type { Execution } from '@fleetlab/workloads';
import type { Provider } from '@nestjs/common';
import { Piscina } from 'piscina';
import { config, threads } from '../config.js';
import type { Task } from './task.worker.js';

/** Injection token of the pool of threads. */
export const POOL = Symbol('POOL');

/** For jobs that compute: they would hold the loop, and with it the leases of all jobs of this worker. */
export const poolProvider: Provider = {
  provide: POOL,
  useFactory: async () => {
    const pool = new Piscina<Task, Execution>({
      filename: new URL('./task.worker.js', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      stricterFIFO: true,
    });
    // Each thread loads its code with its first task, and these go to one thread each.
    const nothing: Task = { workload: 'noop', params: {}, upstreamUrl: config.UPSTREAM_URL };
    await Promise.all(Array.from({ length: threads }, () => pool.run(nothing)));
    return pool;
  },
};
