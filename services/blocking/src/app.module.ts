import { RunModule } from '@fleetlab/kit';
import { workloads } from '@fleetlab/workloads';
import { Module } from '@nestjs/common';
import { BlockingRunService } from './run.service.js';

@Module({
  imports: [RunModule.forRoot({ model: 'blocking', workloads: workloads.values(), service: BlockingRunService })],
})
export class AppModule {}
