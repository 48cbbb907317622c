import type { Attributes, Link, SpanStatus } from '@opentelemetry/api';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { PbfWriter } from 'pbf';
import { IdBytes, writeAttribute, writeTime } from './trace-values.js';

/** Field numbers of OTLP 1: ExportTraceServiceRequest and what it is made of. Fields that say nothing are left out. */
const REQUEST = { resourceSpans: 1 } as const;
const RESOURCE_SPANS = { resource: 1, scopeSpans: 2, schemaUrl: 3 } as const;
const RESOURCE = { attributes: 1 } as const;
const SCOPE_SPANS = { scope: 1, spans: 2 } as const;
const SCOPE = { name: 1, version: 2 } as const;
const SPAN = {
  ...{ traceId: 1, spanId: 2, traceState: 3, parentSpanId: 4, name: 5, kind: 6, startTime: 7, endTime: 8 },
  ...{ attributes: 9, events: 11, links: 13, status: 15, flags: 16 },
} as const;
const EVENT = { time: 1, name: 2, attributes: 3 } as const;
const LINK = { traceId: 1, spanId: 2, flags: 6 } as const;
const STATUS = { message: 2, code: 3 } as const;

/** Bits of `flags` above those of a traceparent: whether the parent, or what is linked, is of another process is known, and so. */
const IS_REMOTE_KNOWN = 0x100;
const IS_REMOTE = 0x200;

const [traceIds, spanIds, parentIds] = [new IdBytes(), new IdBytes(), new IdBytes()];
const written = new WeakMap<Attributes, Uint8Array>();

/** What most spans take. The buffer grows where it is not enough. */
const BYTES_A_SPAN = 256;

/**
 * The body of an export over http/protobuf. The SDK's own serializer writes everything twice, to know its length first,
 * and checks each byte; that was half of what a sampled request cost.
 *
 * @param spans all of one resource and one scope, as those of a service are
 */
export function encodeTraceRequest(spans: readonly ReadableSpan[]): Uint8Array {
  const pbf = new PbfWriter(new Uint8Array(BYTES_A_SPAN * (spans.length + 4)));
  if (spans.length > 0) pbf.writeMessage(REQUEST.resourceSpans, writeResourceSpans, spans);
  return pbf.finish();
}

function writeResourceSpans(spans: readonly ReadableSpan[], pbf: PbfWriter): void {
  const { resource } = spans[0]!;
  pbf.writeMessage(RESOURCE_SPANS.resource, writeResource, resource.attributes);
  pbf.writeMessage(RESOURCE_SPANS.scopeSpans, writeScopeSpans, spans);
  if (resource.schemaUrl !== undefined) pbf.writeStringField(RESOURCE_SPANS.schemaUrl, resource.schemaUrl);
}

function writeResource(attributes: Attributes, pbf: PbfWriter): void {
  writeAttributes(RESOURCE.attributes, attributes, pbf);
}

function writeScopeSpans(spans: readonly ReadableSpan[], pbf: PbfWriter): void {
  pbf.writeMessage(SCOPE_SPANS.scope, writeScope, spans[0]!.instrumentationScope);
  for (const span of spans) pbf.writeMessage(SCOPE_SPANS.spans, writeSpan, span);
}

function writeScope({ name, version }: ReadableSpan['instrumentationScope'], pbf: PbfWriter): void {
  pbf.writeStringField(SCOPE.name, name);
  if (version !== undefined) pbf.writeStringField(SCOPE.version, version);
}

function writeSpan(span: ReadableSpan, pbf: PbfWriter): void {
  const { traceId, spanId, traceState, traceFlags } = span.spanContext();
  const parent = span.parentSpanContext;
  pbf.writeBytesField(SPAN.traceId, traceIds.of(traceId));
  pbf.writeBytesField(SPAN.spanId, spanIds.of(spanId));
  if (traceState) pbf.writeStringField(SPAN.traceState, traceState.serialize());
  if (parent) pbf.writeBytesField(SPAN.parentSpanId, parentIds.of(parent.spanId));
  pbf.writeStringField(SPAN.name, span.name);
  // OTLP counts kinds from one: none is said by 0.
  pbf.writeVarintField(SPAN.kind, span.kind + 1);
  writeTime(SPAN.startTime, span.startTime, pbf);
  writeTime(SPAN.endTime, span.endTime, pbf);
  writeSpanAttributes(span.attributes, pbf);
  for (const event of span.events) pbf.writeMessage(SPAN.events, writeEvent, event);
  for (const link of span.links) pbf.writeMessage(SPAN.links, writeLink, link);
  if (span.status.code !== 0) pbf.writeMessage(SPAN.status, writeStatus, span.status);
  pbf.writeFixed32Field(SPAN.flags, flagsOf(traceFlags, parent?.isRemote));
}

function writeEvent({ time, name, attributes }: TimedEvent, pbf: PbfWriter): void {
  writeTime(EVENT.time, time, pbf);
  pbf.writeStringField(EVENT.name, name);
  if (attributes) writeAttributes(EVENT.attributes, attributes, pbf);
}

function writeLink({ context: { traceId, spanId, traceFlags, isRemote } }: Link, pbf: PbfWriter): void {
  pbf.writeBytesField(LINK.traceId, traceIds.of(traceId));
  pbf.writeBytesField(LINK.spanId, spanIds.of(spanId));
  pbf.writeFixed32Field(LINK.flags, flagsOf(traceFlags, isRemote));
}

function writeStatus({ message, code }: SpanStatus, pbf: PbfWriter): void {
  if (message) pbf.writeStringField(STATUS.message, message);
  pbf.writeVarintField(STATUS.code, code);
}

function writeAttributes(field: number, attributes: Attributes, pbf: PbfWriter): void {
  for (const key in attributes) writeAttribute(field, key, attributes[key], pbf);
}

/** Attributes that are frozen are those of many spans, and are kept as they were written the first time. */
function writeSpanAttributes(attributes: Attributes, pbf: PbfWriter): void {
  const before = written.get(attributes);
  if (before) {
    pbf.realloc(before.length);
    pbf.buf.set(before, pbf.pos);
    pbf.pos += before.length;
    return;
  }
  const from = pbf.pos;
  writeAttributes(SPAN.attributes, attributes, pbf);
  if (Object.isFrozen(attributes)) written.set(attributes, pbf.buf.slice(from, pbf.pos));
}

function flagsOf(traceFlags: number, isRemote = false): number {
  return traceFlags | IS_REMOTE_KNOWN | (isRemote ? IS_REMOTE : 0);
}
