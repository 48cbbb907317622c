import { Counter, type Registry } from 'prom-client';
import type { QueueTotals } from '../drivers/driver.js';
import type { LastStats } from './last-stats.js';
import { QUEUE_DEAD_LETTERS, QUEUE_DUPLICATE_RUNS, QUEUE_REDELIVERIES, QUEUE_RETRIES } from './names.js';
import { QUEUE_NAME } from './queue-name.js';

/** The queue itself keeps count, so that no kill loses any. The same from every replica: queries take the max by queue. */
export function registerQueueTotals(registry: Registry, stats: LastStats): void {
  const register = (name: string, help: string, total: keyof QueueTotals) =>
    new Counter({
      name,
      help,
      labelNames: ['queue'],
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const last = await stats.read();
        if (!last) return;
        this.reset();
        this.inc({ queue: QUEUE_NAME }, last.totals[total]);
      },
    });
  register(QUEUE_RETRIES, 'Failed attempts that were followed by another.', 'retries');
  register(QUEUE_REDELIVERIES, 'Runs started again because their worker was lost.', 'redeliveries');
  register(QUEUE_DEAD_LETTERS, 'Jobs that ran out of attempts.', 'deadLetters');
  register(QUEUE_DUPLICATE_RUNS, 'Runs that ended after another worker had been given their job.', 'duplicateRuns');
}
