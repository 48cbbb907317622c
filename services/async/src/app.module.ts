import { RunModule } from '@fleetlab/kit';
import { workloads } from '@fleetlab/workloads';
import { Module } from '@nestjs/common';
import { options } from './options.js';
import { AsyncRunService } from './run.service.js';

@Module({
  imports: [RunModule.forRoot({ model: 'async', workloads: workloads.values(), service: AsyncRunService, options })],
})
export class AppModule {}
