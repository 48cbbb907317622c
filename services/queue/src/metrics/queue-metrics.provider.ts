import { METRICS_REGISTRY } from '@fleetlab/kit';
import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { QueueDriver } from '../drivers/driver.js';
import { QUEUE_DRIVER } from '../drivers/driver.provider.js';
import { LastStats } from './last-stats.js';
import { registerOldestJobAge } from './oldest-job-age.metric.js';
import { registerQueueJobs } from './queue-jobs.metric.js';
import { registerQueueTotals } from './queue-totals.metric.js';

/** What the API exports of the queue as a whole; workers export what they measure of their own runs. */
export const queueMetricsProvider: Provider = {
  provide: 'QUEUE_METRICS',
  inject: [METRICS_REGISTRY, QUEUE_DRIVER],
  useFactory: (registry: Registry, driver: QueueDriver) => {
    const stats = new LastStats(driver);
    registerQueueJobs(registry, stats);
    registerOldestJobAge(registry, stats);
    registerQueueTotals(registry, stats);
    return stats;
  },
};
