import { Gauge, type Registry } from 'prom-client';
import type { LastStats } from './last-stats.js';
import { OLDEST_JOB_AGE } from './names.js';
import { QUEUE_NAME } from './queue-name.js';

/** The same from every replica, so queries take the max by queue. No sample while the queue cannot be asked. */
export function registerOldestJobAge(registry: Registry, stats: LastStats): void {
  new Gauge({
    name: OLDEST_JOB_AGE,
    help: 'How long the oldest waiting job could have run; 0 where none waits.',
    labelNames: ['queue'],
    registers: [registry],
    aggregator: 'max',
    async collect() {
      const last = await stats.read();
      this.reset();
      if (last) this.set({ queue: QUEUE_NAME }, last.oldestWaitingMs / 1000);
    },
  });
}
