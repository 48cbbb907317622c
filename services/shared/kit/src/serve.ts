import 'reflect-metadata';
import cluster from 'node:cluster';
import { hostname } from 'node:os';
import type { Type } from '@nestjs/common';
import type { Logger } from 'pino';
import type { AdminLink } from './admin/admin-link.js';
import { startAdminThread } from './admin/admin-thread.js';
import { EXIT_UNUSABLE, workerIndex } from './config.js';
import { Drain } from './drain.js';
import { createHttpApp, createWorkerApp, type RunningApp } from './app.js';
import { createLogger } from './logging/logger.js';
import { registerBuildInfo } from './metrics/build-info.metric.js';
import { InFlightMetric } from './metrics/in-flight.metric.js';
import { MetricsPublisher } from './metrics/publisher.js';
import { createOwnRegistry } from './metrics/registry.js';
import { connectToPrimary } from './prefork/primary-link.js';
import { Readiness } from './readiness.js';
import type { ServiceContext } from './service-context.js';
import type { ServiceOptions } from './service-options.js';
import { isTracingAsked, type Tracing } from './tracing/tracing.js';
import { announceReady, onStopRequest } from './supervisor.js';
import { VERSION } from './version.js';

/** Runs a service in this process until it is asked to end. */
export async function serve(loadModule: () => Promise<{ AppModule: Type }>, options: ServiceOptions): Promise<void> {
  const { config, model, role = 'service' } = options;
  const logger = createLogger(config.LOG_LEVEL, { model, role, ...(cluster.isWorker && { worker: workerIndex() }) });
  // Asked to end while it starts, it starts and then ends: whoever asked may be gone and ask no more.
  const stopRequest = new Promise<string>(onStopRequest);
  try {
    const { link, adminPort } = await connectAdmin(options);
    const registry = createOwnRegistry(config);
    const inFlight = new InFlightMetric(registry, model);
    const publisher = new MetricsPublisher(registry, link, config.METRICS === 'on' ? inFlight : undefined);
    const readiness = new Readiness(link);
    const tracing = await loadTracing(options, logger);
    const drain = new Drain({ readiness, publisher, logger, config, inFlight, tracing });
    const identity = { model, pod: config.POD_NAME ?? hostname(), version: VERSION };
    registerBuildInfo(registry, identity);
    const context: ServiceContext = {
      options,
      logger,
      registry,
      inFlight,
      publisher,
      identity,
      readiness,
      drain,
      tracing,
    };

    const { AppModule } = await loadModule();
    const app: RunningApp = await (role === 'worker' ? createWorkerApp : createHttpApp)(AppModule, context);
    void stopRequest.then((reason) => drain.start(app, reason));
    await publisher.pushAll();
    readiness.open();
    logger.info({ port: app.port, adminPort }, 'ready');
    announceReady(app.port, adminPort ?? 0);
  } catch (error) {
    logger.fatal({ err: error }, `cannot start: ${(error as Error).message}`);
    process.exit(isUnusable(error) ? EXIT_UNUSABLE : 1);
  }
}

async function connectAdmin({ config }: ServiceOptions): Promise<{ link: AdminLink; adminPort: number | null }> {
  if (cluster.isWorker) return { link: connectToPrimary(), adminPort: null };
  const { link, port } = await startAdminThread({ host: config.HOST, port: config.ADMIN_PORT });
  return { link, adminPort: port };
}

/** OpenTelemetry costs some 100 ms and, with the thread that exports, 40 MiB to load: only who asks for traces pays. Without them a service still does its work. */
async function loadTracing(options: ServiceOptions, logger: Logger): Promise<Tracing | undefined> {
  if (!isTracingAsked(options.config)) return undefined;
  try {
    const { startTracing } = await import('./tracing/sdk/start-tracing.js');
    return startTracing(options, logger);
  } catch (error) {
    logger.error({ err: error }, `traces stay off: ${(error as Error).message}`);
    return undefined;
  }
}

/** An error that says of itself that starting again cannot help. */
function isUnusable(error: unknown): boolean {
  return error instanceof Error && 'exitCode' in error && error.exitCode === EXIT_UNUSABLE;
}
