import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { availableCores, readCgroupCpu } from '../cgroup.js';
import { LOGGER } from '../logging/logger.js';
import { type ModelLimits, RunService } from './run.service.js';

/** Says what was found of the machine, and what was decided by it. */
export function logSizing(logger: Logger, limits: ModelLimits): void {
  const found = { availableCores: availableCores(), cpuLimitCores: readCgroupCpu().limitCores };
  logger.info({ ...found, ...limits }, 'sized');
}

/** Says so at the start of a service that has a model. */
@Injectable()
export class SizingLog implements OnApplicationBootstrap {
  constructor(
    private readonly service: RunService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    logSizing(this.logger, await this.service.limits);
  }
}
