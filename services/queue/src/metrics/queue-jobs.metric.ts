import { Gauge, type Registry } from 'prom-client';
import { JOB_STATES } from '../drivers/job.js';
import type { LastStats } from './last-stats.js';
import { QUEUE_JOBS } from './names.js';
import { QUEUE_NAME } from './queue-name.js';

/** The same from every replica, so queries take the max by queue and state. No sample while the queue cannot be asked. */
export function registerQueueJobs(registry: Registry, stats: LastStats): void {
  new Gauge({
    name: QUEUE_JOBS,
    help: 'Jobs in the queue by state; done ones are forgotten after a while.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    aggregator: 'max',
    async collect() {
      const { jobs } = (await stats.read()) ?? {};
      this.reset();
      if (!jobs) return;
      for (const state of JOB_STATES) this.set({ queue: QUEUE_NAME, state }, jobs[state]);
    },
  });
}
