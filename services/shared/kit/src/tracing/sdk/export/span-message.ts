import { type Attributes, type Link, type SpanStatus, TraceFlags } from '@opentelemetry/api';
import type { TimedEvent } from '@opentelemetry/sdk-trace';
import type { PbfWriter } from 'pbf';
import { type FinishedSpan, hasRemoteParent, toHrTime } from '../finished-span.js';
import { IdBytes, writeAttributes, writeBytes, writeTime } from './trace-values.js';

/** Field numbers of OTLP 1: Span and what it is made of. Fields that say nothing are left out. */
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

/** Most spans are no more than their draft: what the SDK's interface has beside it is made only where there is something to say. */
export function writeSpan(span: FinishedSpan, pbf: PbfWriter): void {
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
