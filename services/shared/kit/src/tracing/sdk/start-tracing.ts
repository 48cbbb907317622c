import { trace } from '@opentelemetry/api';
import {
  defaultResource,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { AlwaysOnSampler, StackContextManager } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { ServiceOptions } from '../../service-options.js';
import { VERSION } from '../../version.js';
import { createSampler } from '../sampler.js';
import type { Tracing } from '../tracing.js';
import { closeWithin } from './close-within.js';
import { logDiagnostics } from './diagnostics.js';
import { GivenIds } from './given-ids.js';
import { SpanWriter } from './span-writer.js';

/**
 * Starts OpenTelemetry's SDK, which reads its own variables: exporter, endpoint, protocol, limits, resource. Spans are made
 * by the kit when they have ended, and only of what is sampled; nothing is instrumented.
 */
export function startTracing({ config, model, role }: ServiceOptions, logger: Logger): Tracing {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: arg, OTEL_LOG_LEVEL: level } = config;
  const name = `fleetlab-${model}${role === 'worker' ? '-worker' : ''}`;
  const ids = new GivenIds();
  logDiagnostics(logger, level);
  const sdk = new NodeSDK({
    // The environment's word counts more: detectors come after the resource.
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': name, 'service.version': VERSION })),
    resourceDetectors: [serviceInstanceIdDetector, envDetector],
    sampler: new AlwaysOnSampler(),
    idGenerator: ids,
    // Every span is told its parent, so nothing has to follow asynchronous calls.
    contextManager: new StackContextManager(),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  // Where OTEL_LOG_LEVEL is set the SDK's constructor takes it for the console.
  logDiagnostics(logger, level);
  sdk.start();
  const writer = new SpanWriter(trace.getTracer('@fleetlab/kit', VERSION), ids);
  return {
    sampler: createSampler(sampler, arg, (what) => logger.warn(what)),
    write: (spans) => spans.forEach((span) => writer.write(span)),
    close: () => closeWithin(sdk, logger),
  };
}
