import { parentPort } from 'node:worker_threads';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ExportNews, ExportOrder } from './export-messages.js';

/** The SDK's exporter for http/protobuf, in a thread of its own: docs/decisions/0008 has the reason. */
const tell = (news: ExportNews) => parentPort!.postMessage(news);
const sayAt = (level: 'warn' | 'debug') => (message: string) => tell({ type: 'said', level, message });

const [warn, debug] = [sayAt('warn'), sayAt('debug')];
diag.setLogger({ error: warn, warn, info: debug, debug, verbose: debug }, { logLevel: DiagLogLevel.INFO });
const delegate = createOtlpHttpExportDelegate<Uint8Array, unknown>(
  convertLegacyHttpOptions({}, 'TRACES', 'v1/traces', { 'Content-Type': 'application/x-protobuf' }),
  // What comes here is written already.
  { serializeRequest: (body) => body, deserializeResponse: ProtobufTraceSerializer.deserializeResponse },
  'otlp_http_span_exporter',
  { name: 'span', countItems: () => 0 },
  undefined,
);

parentPort!.on('message', ({ id, body }: ExportOrder) =>
  delegate.export(body, ({ error }) => tell({ type: 'ended', id, error: error && String(error) })),
);
