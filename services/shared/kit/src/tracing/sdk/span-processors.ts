import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { ServiceConfig } from '../../config.js';
import { readBatchBounds } from './batch-bounds.js';
import { ThreadSpanProcessor } from './export/thread-span.processor.js';

const DEFAULT_PROTOCOL = 'http/protobuf';

/** Those of OTEL_TRACES_EXPORTER, as the SDK would make them. Endpoint, headers, timeout, certificates and compression they read themselves. */
export function createSpanProcessors(config: Readonly<ServiceConfig>, warn: (what: string) => void): SpanProcessor[] {
  const bounds = readBatchBounds(config, warn);
  const batched = (exporter: SpanExporter) => new BatchSpanProcessor({ exporter, ...bounds });
  const protocols: Readonly<Record<string, () => SpanProcessor>> = {
    [DEFAULT_PROTOCOL]: () => new ThreadSpanProcessor(bounds),
    'http/json': () => batched(new JsonExporter()),
    grpc: () => batched(new GrpcExporter()),
  };
  const exporters: Readonly<Record<string, () => SpanProcessor>> = {
    otlp: () => protocols[otlpProtocol(config, Object.keys(protocols), warn)]!(),
    console: () => batched(new ConsoleSpanExporter()),
    zipkin: () => batched(new ZipkinExporter()),
  };
  const names = (config.OTEL_TRACES_EXPORTER ?? 'otlp').split(',').map((name) => name.trim());
  return [...new Set(names)].flatMap((name) => {
    if (Object.hasOwn(exporters, name)) return exporters[name]!();
    warn(
      `OTEL_TRACES_EXPORTER=${name} is not known: expected ${Object.keys(exporters).join(', ')} or none; it is left out.`,
    );
    return [];
  });
}

function otlpProtocol(config: Readonly<ServiceConfig>, known: readonly string[], warn: (what: string) => void): string {
  const asked = config.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? config.OTEL_EXPORTER_OTLP_PROTOCOL ?? DEFAULT_PROTOCOL;
  if (known.includes(asked)) return asked;
  warn(`The OTLP protocol ${asked} is not known: expected one of ${known.join(', ')}; ${DEFAULT_PROTOCOL} is used.`);
  return DEFAULT_PROTOCOL;
}
