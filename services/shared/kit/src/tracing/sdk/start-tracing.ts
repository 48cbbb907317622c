import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { StackContextManager } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { ServiceOptions } from '../../service-options.js';
import { VERSION } from '../../version.js';
import { createSampler } from '../sampler.js';
import type { Tracing } from '../tracing.js';
import { closeWithin } from './close-within.js';
import { logDiagnostics } from './diagnostics.js';
import { FinishedSpan, type SpanOrigin } from './finished-span.js';
import { createSpanProcessors } from './span-processors.js';

/**
 * Starts OpenTelemetry's SDK: its exporters and resource are used, and but for http/protobuf its batches. Spans are made by
 * the kit when they have ended, and only of what is sampled; nothing is instrumented.
 */
export function startTracing(options: ServiceOptions, logger: Logger): Tracing {
  const { config } = options;
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: arg, OTEL_LOG_LEVEL: level } = config;
  const warn = (what: string) => logger.warn(what);
  logDiagnostics(logger, level);
  const resource = resourceOf(options);
  const spanProcessors = createSpanProcessors(config, warn);
  const sdk = new NodeSDK({
    resource,
    autoDetectResources: false,
    spanProcessors,
    // Every span is told its parent, so nothing has to follow asynchronous calls.
    contextManager: new StackContextManager(),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  // Where OTEL_LOG_LEVEL is set the SDK's constructor takes it for the console.
  logDiagnostics(logger, level);
  sdk.start();
  const origin: SpanOrigin = { resource, instrumentationScope: { name: '@fleetlab/kit', version: VERSION } };
  return {
    sampler: createSampler(sampler, arg, warn),
    write(drafts) {
      for (const draft of drafts) {
        const span = new FinishedSpan(draft, origin);
        for (const processor of spanProcessors) processor.onEnd(span);
      }
    },
    close: () => closeWithin(sdk, logger),
  };
}

/** What is the same for all spans of a process stands here, where it is sent once a batch. */
function resourceOf({ model, role }: ServiceOptions): Resource {
  const own = resourceFromAttributes({
    'service.name': `fleetlab-${model}${role === 'worker' ? '-worker' : ''}`,
    'service.version': VERSION,
    'process.pid': process.pid,
    'fleetlab.model': model,
  });
  // The environment's word counts more than the kit's.
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
  return defaultResource().merge(own).merge(detected);
}
