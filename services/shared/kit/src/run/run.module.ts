import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { Registry } from 'prom-client';
import * as z from 'zod';
import { LoadMetric } from '../metrics/load.metric.js';
import { METRICS_REGISTRY } from '../metrics/registry.js';
import { RunMetric } from '../metrics/run.metric.js';
import { registerSettings } from '../metrics/settings.metric.js';
import { ModelController } from './model.controller.js';
import { RequestValidator } from './request-validator.js';
import { RunController } from './run.controller.js';
import { RunService } from './run.service.js';
import { SizingLog } from './sizing.log.js';
import {
  type OpenApiAdditions,
  type OptionsSchema,
  RUN_CATALOGUE,
  type RunCatalogue,
  type WorkloadDescription,
} from './workload.types.js';

export interface RunModuleOptions {
  readonly model: string;
  readonly workloads: Iterable<WorkloadDescription>;
  /** What differs between models. */
  readonly service: Type<RunService>;
  /** Parameters that the model adds to each workload's own. */
  readonly options?: OptionsSchema;
  /** Routes and answers that the model adds. */
  readonly openApi?: OpenApiAdditions;
  /** What the service needs: a pool, a queue. */
  readonly providers?: readonly Provider[];
}

/** The routes of a model: GET /{model}, GET /{model}/{workload}, GET /{model}/openapi.json. */
@Module({})
export class RunModule {
  static forRoot({ model, workloads, service, providers = [], ...rest }: RunModuleOptions): DynamicModule {
    const { options = z.strictObject({}), openApi = { paths: {}, responses: {} } } = rest;
    const catalogue: RunCatalogue = { model, workloads: [...workloads], options, openApi };
    return {
      module: RunModule,
      controllers: [ModelController, RunController],
      providers: [
        ...providers,
        RequestValidator,
        SizingLog,
        { provide: RUN_CATALOGUE, useValue: catalogue },
        { provide: RunService, useClass: service },
        {
          provide: RunMetric,
          inject: [METRICS_REGISTRY],
          useFactory: (registry: Registry) => new RunMetric(registry, model),
        },
        {
          provide: LoadMetric,
          inject: [METRICS_REGISTRY, RunService],
          useFactory: (registry: Registry, run: RunService) => {
            registerSettings(registry, model, () => run.limits);
            return new LoadMetric(registry, model, () => run.waiting);
          },
        },
      ],
      exports: [...providers, RequestValidator, RunService, LoadMetric, RunMetric],
    };
  }
}
