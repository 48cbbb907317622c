import { Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { Drain } from './drain.js';
import { requireToken } from './auth.js';
import { answerClientError } from './errors/client-error.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { rememberRoutes } from './errors/route-table.js';
import { answerUnreadablePath } from './errors/unreadable-path.js';
import { LOGGER } from './logging/logger.js';
import { NestLogger } from './logging/nest.logger.js';
import { HttpRequestMetric } from './metrics/http-request.metric.js';
import { MetricsPublisher } from './metrics/publisher.js';
import { METRICS_REGISTRY } from './metrics/registry.js';
import { acceptFromPrimary } from './prefork/primary-link.js';
import { Readiness } from './readiness.js';
import { addRequestHooks } from './run/request-hooks.js';
import type { ServiceContext } from './service-context.js';
import { SERVICE_IDENTITY } from './service-options.js';
import { TRACING } from './tracing/tracing.js';
import { closeUnusedConnections } from './unused-connections.js';

/** How long a client may take to send its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

export interface RunningApp {
  /** null where there is no public port. */
  readonly port: number | null;
  /** Finishes what is in flight, then resolves. */
  close(): Promise<void>;
}

/** A service with a public port. */
export async function createHttpApp(appModule: Type, context: ServiceContext): Promise<RunningApp> {
  const { options, logger } = context;
  const http = new HttpRequestMetric(context.registry);
  const adapter = new FastifyAdapter({
    bodyLimit: options.config.BODY_LIMIT_BYTES,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnreadablePath(http, logger),
    return503OnClosing: false,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000 },
    skipMiddie: true,
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    ...(options.slots && options.config.WORKERS > 1 && { maxRequestsPerSocket: 1 }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(appModule, context), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  rememberRoutes(server);
  addRequestHooks(server, context, http);
  closeUnusedConnections(server);
  if (options.config.API_TOKEN !== undefined) requireToken(server, options.config.API_TOKEN);
  app.setGlobalPrefix(options.prefix ?? options.model);
  app.useGlobalFilters(new ProblemFilter(logger));
  const port = await listen(app, context);
  return { port, close: () => app.close() };
}

/** A process that only works: it has an admin port and nothing else. */
export async function createWorkerApp(appModule: Type, context: ServiceContext): Promise<RunningApp> {
  const app = await NestFactory.createApplicationContext(rootModule(appModule, context), {
    logger: new NestLogger(context.logger),
    abortOnError: false,
  });
  return { port: null, close: () => app.close() };
}

async function listen(app: NestFastifyApplication, { options }: ServiceContext): Promise<number | null> {
  const { config, slots } = options;
  if (slots && config.WORKERS > 1) {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    acceptFromPrimary(app.getHttpServer());
    return null;
  }
  await app.listen(config.PORT, config.HOST);
  return (app.getHttpServer().address() as AddressInfo).port;
}

/** Requests are checked by zod. Fastify's own compilers of schemas cost 3 MiB, so they are never loaded. */
function refuseSchema(): never {
  throw new Error('A route has a schema of Fastify: expected none, check its requests with zod.');
}

function rootModule(
  appModule: Type,
  { logger, registry, publisher, readiness, drain, identity, tracing }: ServiceContext,
): Type {
  @Global()
  @Module({
    providers: [
      { provide: LOGGER, useValue: logger },
      { provide: METRICS_REGISTRY, useValue: registry },
      { provide: MetricsPublisher, useValue: publisher },
      { provide: Readiness, useValue: readiness },
      { provide: Drain, useValue: drain },
      { provide: SERVICE_IDENTITY, useValue: identity },
      { provide: TRACING, useFactory: () => tracing },
    ],
    exports: [LOGGER, METRICS_REGISTRY, MetricsPublisher, Readiness, Drain, SERVICE_IDENTITY, TRACING],
  })
  class KitModule {}

  @Module({ imports: [KitModule, appModule] })
  class RootModule {}
  return RootModule;
}
