import { METRICS_REGISTRY } from '@fleetlab/kit';
import { Module } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { JobRunMetric } from './metrics/job-run.metric.js';
import { QueueModule } from './queue.module.js';
import { JobRunner } from './runner/job.runner.js';
import { poolProvider } from './runner/pool.provider.js';
import { WorkerService } from './runner/worker.service.js';

/** A worker: runs jobs, and has no public port. */
@Module({
  imports: [QueueModule],
  providers: [
    poolProvider,
    JobRunner,
    WorkerService,
    {
      provide: JobRunMetric,
      inject: [METRICS_REGISTRY],
      useFactory: (registry: Registry) => new JobRunMetric(registry),
    },
  ],
})
export class AppModule {}
