import type { Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { Drain } from './drain.js';
import type { InFlightMetric } from './metrics/in-flight.metric.js';
import type { MetricsPublisher } from './metrics/publisher.js';
import type { Readiness } from './readiness.js';
import type { ServiceIdentity } from './run/run-answer.js';
import type { Tracing } from './tracing/tracing.js';
import type { ServiceOptions } from './service-options.js';

/** What every part of a running service shares. */
export interface ServiceContext {
  readonly options: ServiceOptions;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly inFlight: InFlightMetric;
  readonly publisher: MetricsPublisher;
  readonly identity: ServiceIdentity;
  readonly readiness: Readiness;
  readonly drain: Drain;
  /** undefined while traces are off. */
  readonly tracing: Tracing | undefined;
}
