import { OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';
import { ProtobufTraceSerializer, TraceExporterMetricsHelper } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { encodeTraceRequest } from './trace-request.js';

/** The SDK's exporter for http/protobuf, put together as it is there, but for how spans are written. */
export function createProtobufExporter(): SpanExporter {
  const options = convertLegacyHttpOptions({}, 'TRACES', 'v1/traces', { 'Content-Type': 'application/x-protobuf' });
  const serializer = { ...ProtobufTraceSerializer, serializeRequest: encodeTraceRequest };
  const noMetrics = undefined;
  const helper = TraceExporterMetricsHelper;
  const delegate = createOtlpHttpExportDelegate(options, serializer, 'otlp_http_span_exporter', helper, noMetrics);
  return new OTLPExporterBase<ReadableSpan[]>(delegate);
}
