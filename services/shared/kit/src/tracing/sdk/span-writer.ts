import {
  type Context,
  createTraceState,
  type Link,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Span,
  type SpanOptions,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { SpanDraft, SpanFailure } from '../span-draft.js';
import type { TracedSpan } from '../traced-span.js';
import type { GivenIds } from './given-ids.js';

/** Makes OpenTelemetry's spans of what has ended. */
export class SpanWriter {
  constructor(
    private readonly tracer: Tracer,
    private readonly ids: GivenIds,
  ) {}

  write({ name, kind, startedAt, finishedAt, attributes, links, failure, ...place }: SpanDraft): void {
    this.ids.traceId = place.traceId;
    this.ids.spanId = place.spanId;
    const options: SpanOptions = { kind, startTime: startedAt };
    if (attributes) options.attributes = attributes;
    if (links && links.length > 0) options.links = links.map(toLink);
    const span = this.tracer.startSpan(name, options, contextOf(place));
    if (failure) noteFailure(span, failure, finishedAt);
    span.end(finishedAt);
  }
}

function contextOf({ traceId, parentId, tracestate }: Pick<SpanDraft, 'traceId' | 'parentId' | 'tracestate'>): Context {
  if (parentId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: parentId,
    traceFlags: TraceFlags.SAMPLED,
    ...(tracestate !== undefined && { traceState: createTraceState(tracestate) }),
  });
}

function noteFailure(span: Span, { type, message, isError = true, exception }: SpanFailure, at: number): void {
  span.setAttribute('error.type', type);
  if (exception !== undefined) span.recordException(exception as Error, at);
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
}

function toLink({ traceId, spanId }: TracedSpan): Link {
  return { context: { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true } };
}
