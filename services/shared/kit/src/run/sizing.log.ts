import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { availableCores, readCgroupCpu } from '../cgroup.js';
import { LOGGER } from '../logging/logger.js';
import { RunService } from './run.service.js';

/** Says at the start what was found of the machine, and what was decided by it. */
@Injectable()
export class SizingLog implements OnApplicationBootstrap {
  constructor(
    private readonly service: RunService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const found = { availableCores: availableCores(), cpuLimitCores: readCgroupCpu().limitCores };
    this.logger.info({ ...found, ...(await this.service.limits) }, 'sized');
  }
}
