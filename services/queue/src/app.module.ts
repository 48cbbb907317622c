import { RunModule } from '@fleetlab/kit';
import { workloads } from '@fleetlab/workloads';
import { Module } from '@nestjs/common';
import { JobsController } from './jobs/jobs.controller.js';
import { JOBS_OPEN_API } from './jobs/jobs.openapi.js';
import { JobsService } from './jobs/jobs.service.js';
import { queueMetricsProvider } from './metrics/queue-metrics.provider.js';
import { options } from './options.js';
import { QueueModule } from './queue.module.js';
import { QueueRunService } from './run.service.js';

/** The API: stores jobs and answers. */
@Module({
  imports: [
    QueueModule,
    RunModule.forRoot({
      model: 'queue',
      workloads: workloads.values(),
      service: QueueRunService,
      options,
      openApi: JOBS_OPEN_API,
      providers: [JobsService],
    }),
  ],
  controllers: [JobsController],
  providers: [queueMetricsProvider],
})
export class AppModule {}
