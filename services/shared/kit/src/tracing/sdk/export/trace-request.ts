import { type Attributes, type Link, type SpanStatus, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { PbfWriter } from 'pbf';
import { type FinishedSpan, hasRemoteParent, toHrTime } from '../finished-span.js';
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
const NOTHING = new Uint8Array();

/** Of a buffer, which grows where they are not enough: a span takes some 150. */
const FIRST_BYTES = 0x8000;
const WIRE_BYTES = 2;
/** What a tag and the length of a message take at most. */
const LONGEST_PREFIX = 6;

/**
 * The body of an export over http/protobuf, written span by span. The SDK's own serializer writes everything twice, to know
 * its length first, and checks each byte; and spans that wait to be written cost more, as garbage that outlives a collection,
 * than to write them does.
 */
export class TraceRequest {
  /** How many spans are in it. */
  count = 0;
  /** What stands before the spans, but for lengths. Room is left for it. */
  private origin: { readonly resource: Uint8Array; readonly scope: Uint8Array } = { resource: NOTHING, scope: NOTHING };
  private room = 0;
  private readonly pbf: PbfWriter;

  /** @param buffer to write into, overwritten; that of a body which has been sent will do */
  constructor(buffer: Uint8Array = new Uint8Array(FIRST_BYTES)) {
    this.pbf = new PbfWriter(buffer);
  }

  /** @param span of the same resource and the same scope as all others, as those of a service are */
  add(span: FinishedSpan): void {
    if (this.count++ === 0) this.begin(span);
    this.pbf.writeMessage(SCOPE_SPANS.spans, writeSpan, span);
  }

  /** Call it once, when all are in it. @returns a part of the buffer */
  finish(): Uint8Array {
    if (this.count === 0) return NOTHING;
    const { resource, scope } = this.origin;
    const end = this.pbf.pos;
    const spansLength = end - this.room;
    const scopeSpans = bytesOf((pbf) => {
      writePrefix(RESOURCE_SPANS.scopeSpans, scope.length + spansLength, pbf);
      writeBytes(scope, pbf);
    });
    const head = bytesOf((pbf) => {
      writePrefix(REQUEST.resourceSpans, resource.length + scopeSpans.length + spansLength, pbf);
      writeBytes(resource, pbf);
      writeBytes(scopeSpans, pbf);
    });
    const begin = this.room - head.length;
    this.pbf.buf.set(head, begin);
    return this.pbf.buf.subarray(begin, end);
  }

  private begin({ resource, instrumentationScope }: FinishedSpan): void {
    this.origin = {
      resource: bytesOf((pbf) => {
        pbf.writeMessage(RESOURCE_SPANS.resource, writeResource, resource.attributes);
        if (resource.schemaUrl !== undefined) pbf.writeStringField(RESOURCE_SPANS.schemaUrl, resource.schemaUrl);
      }),
      scope: bytesOf((pbf) => pbf.writeMessage(SCOPE_SPANS.scope, writeScope, instrumentationScope)),
    };
    this.room = this.origin.resource.length + this.origin.scope.length + 2 * LONGEST_PREFIX;
    this.pbf.realloc(this.room);
    this.pbf.pos = this.room;
  }
}

function bytesOf(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

function writePrefix(field: number, length: number, pbf: PbfWriter): void {
  pbf.writeTag(field, WIRE_BYTES);
  pbf.writeVarint(length);
}

function writeBytes(bytes: Uint8Array, pbf: PbfWriter): void {
  pbf.realloc(bytes.length);
  pbf.buf.set(bytes, pbf.pos);
  pbf.pos += bytes.length;
}

function writeResource(attributes: Attributes, pbf: PbfWriter): void {
  writeAttributes(RESOURCE.attributes, attributes, pbf);
}

function writeScope({ name, version }: ReadableSpan['instrumentationScope'], pbf: PbfWriter): void {
  pbf.writeStringField(SCOPE.name, name);
  if (version !== undefined) pbf.writeStringField(SCOPE.version, version);
}

/** Most spans are no more than their draft: what the SDK's interface has beside it is made only where there is something to say. */
function writeSpan(span: FinishedSpan, pbf: PbfWriter): void {
  const { traceId, spanId, parentId, tracestate, name, kind, startedAt, links, failure } = span.draft;
  pbf.writeBytesField(SPAN.traceId, traceIds.of(traceId));
  pbf.writeBytesField(SPAN.spanId, spanIds.of(spanId));
  if (tracestate !== undefined) pbf.writeStringField(SPAN.traceState, span.spanContext().traceState!.serialize());
  if (parentId !== undefined) pbf.writeBytesField(SPAN.parentSpanId, parentIds.of(parentId));
  pbf.writeStringField(SPAN.name, name);
  // OTLP counts kinds from one: none is said by 0.
  pbf.writeVarintField(SPAN.kind, kind + 1);
  writeTime(SPAN.startTime, toHrTime(startedAt), pbf);
  writeTime(SPAN.endTime, toHrTime(span.finishedAt), pbf);
  writeSpanAttributes(span.attributes, pbf);
  if (links) for (const link of span.links) pbf.writeMessage(SPAN.links, writeLink, link);
  if (failure) {
    for (const event of span.events) pbf.writeMessage(SPAN.events, writeEvent, event);
    pbf.writeMessage(SPAN.status, writeStatus, span.status);
  }
  pbf.writeFixed32Field(SPAN.flags, flagsOf(TraceFlags.SAMPLED, parentId !== undefined && hasRemoteParent(kind)));
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
  if (before) return writeBytes(before, pbf);
  const from = pbf.pos;
  writeAttributes(SPAN.attributes, attributes, pbf);
  if (Object.isFrozen(attributes)) written.set(attributes, pbf.buf.slice(from, pbf.pos));
}

function flagsOf(traceFlags: number, isRemote = false): number {
  return traceFlags | IS_REMOTE_KNOWN | (isRemote ? IS_REMOTE : 0);
}
