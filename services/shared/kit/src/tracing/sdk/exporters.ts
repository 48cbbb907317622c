import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';

import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { ConsoleSpanExporter, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { ServiceConfig } from '../../config.js';
import { ThreadExporter } from './export/thread-exporter.js';

const DEFAULT_PROTOCOL = 'http/protobuf';

/** Endpoint, headers, timeout, certificates and compression they read themselves. */
const PROTOCOLS: Readonly<Record<string, () => SpanExporter>> = {
  [DEFAULT_PROTOCOL]: () => new ThreadExporter(),
  'http/json': () => new JsonExporter(),
  grpc: () => new GrpcExporter(),
};

/** Those of OTEL_TRACES_EXPORTER, as the SDK would make them. */
export function createExporters(config: Readonly<ServiceConfig>, warn: (what: string) => void): SpanExporter[] {
  const makers: Readonly<Record<string, () => SpanExporter>> = {
    otlp: () => otlpExporter(config, warn),
    console: () => new ConsoleSpanExporter(),
    zipkin: () => new ZipkinExporter(),
  };
  const names = (config.OTEL_TRACES_EXPORTER ?? 'otlp').split(',').map((name) => name.trim());
  return [...new Set(names)].flatMap((name) => {
    if (Object.hasOwn(makers, name)) return makers[name]!();
    warn(
      `OTEL_TRACES_EXPORTER=${name} is not known: expected ${Object.keys(makers).join(', ')} or none; it is left out.`,
    );
    return [];
  });
}

function otlpExporter(config: Readonly<ServiceConfig>, warn: (what: string) => void): SpanExporter {
  const asked = config.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? config.OTEL_EXPORTER_OTLP_PROTOCOL ?? DEFAULT_PROTOCOL;
  if (Object.hasOwn(PROTOCOLS, asked)) return PROTOCOLS[asked]!();
  warn(
    `The OTLP protocol ${asked} is not known: expected one of ${Object.keys(PROTOCOLS).join(', ')}; ${DEFAULT_PROTOCOL} is used.`,
  );
  return new ThreadExporter();
}
