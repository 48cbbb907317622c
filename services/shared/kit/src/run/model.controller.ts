import { Controller, Get, Inject } from '@nestjs/common';
import { availableCores, readCgroupCpu } from '../cgroup.js';
import { openApiDocument } from '../openapi/document.js';
import { SERVICE_IDENTITY } from '../service-options.js';
import type { ServiceIdentity } from './run-answer.js';
import { RunService } from './run.service.js';
import { RUN_CATALOGUE, type RunCatalogue } from './workload.types.js';

/** GET /{model}: what this service is. GET /{model}/openapi.json: what it answers. */
@Controller()
export class ModelController {
  constructor(
    private readonly service: RunService,
    @Inject(RUN_CATALOGUE) private readonly catalogue: RunCatalogue,
    @Inject(SERVICE_IDENTITY) private readonly identity: ServiceIdentity,
  ) {}

  @Get()
  async describe(): Promise<object> {
    return {
      ...this.identity,
      node: process.version,
      workloads: this.catalogue.workloads.map(({ name }) => name),
      limits: await this.service.limits,
      cpu: { availableCores: availableCores(), limitCores: readCgroupCpu().limitCores },
    };
  }

  @Get('openapi.json')
  openApi(): object {
    return openApiDocument(this.catalogue, this.identity.version);
  }
}
