import { Gauge, type Registry } from 'prom-client';
import type { LastStats } from './last-stats.js';
import { QUEUE_NAME } from './queue-name.js';

export const OLDEST_JOB_AGE = 'fleetlab_queue_oldest_job_age_seconds';

/** The same from every replica, so queries take the max by queue. */
export function registerOldestJobAge(registry: Registry, stats: LastStats): void {
  new Gauge({
    name: OLDEST_JOB_AGE,
    help: 'How long the oldest waiting job could have run; 0 where none waits.',
    labelNames: ['queue'],
    registers: [registry],
    aggregator: 'max',
    async collect() {
      const last = await stats.read();
      if (last) this.set({ queue: QUEUE_NAME }, last.oldestWaitingMs / 1000);
    },
  });
}
