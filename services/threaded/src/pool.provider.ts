import type { Execution } from '@fleetlab/workloads';
import type { Provider } from '@nestjs/common';
import { Piscina } from 'piscina';
import { config } from './config.js';
import type { Task } from './task.worker.js';

/** Injection token of the pool of threads. */
export const POOL = Symbol('POOL');

/**
 * First come, first served, and every thread is up before the service says it is ready. No task has a signal: with one,
 * Piscina's queue turns last-in-first-out. How many may wait is the run service's to decide, so the queue has no limit.
 */
export const poolProvider: Provider = {
  provide: POOL,
  useFactory: async () => {
    const pool = new Piscina<Task, Execution>({
      filename: new URL('./task.worker.js', import.meta.url).href,
      minThreads: config.THREADS,
      maxThreads: config.THREADS,
      concurrentTasksPerWorker: 1,
      stricterFIFO: true,
    });
    // Each thread loads its code with its first task, and these go to one thread each.
    const nothing: Task = { workload: 'noop', params: {}, upstreamUrl: config.UPSTREAM_URL };
    await Promise.all(Array.from({ length: config.THREADS }, () => pool.run(nothing)));
    return pool;
  },
};
