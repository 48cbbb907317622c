import { RunModule } from '@fleetlab/kit';
import { workloads } from '@fleetlab/workloads';
import { Module } from '@nestjs/common';
import { poolProvider } from './pool.provider.js';
import { ThreadedRunService } from './run.service.js';

@Module({
  imports: [
    RunModule.forRoot({
      model: 'threaded',
      workloads: workloads.values(),
      service: ThreadedRunService,
      providers: [poolProvider],
    }),
  ],
})
export class AppModule {}
