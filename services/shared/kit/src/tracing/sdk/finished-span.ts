import {
  type Attributes,
  createTraceState,
  type HrTime,
  type Link,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  TraceFlags,
} from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { KIND, type SpanDraft, type SpanFailure } from '../span-draft.js';
import type { TracedSpan } from '../traced-span.js';

/** Who made a span: the same for all of a process. */
export interface SpanOrigin {
  readonly resource: Resource;
  readonly instrumentationScope: ReadableSpan['instrumentationScope'];
}

const UNSET: SpanStatus = { code: SpanStatusCode.UNSET };
const NO_ATTRIBUTES: Attributes = {};
const NO_LINKS: Link[] = [];
const NO_EVENTS: TimedEvent[] = [];

/**
 * A span as exporters read it. The SDK's own is made to be written to while it lasts: it copies and checks what it is
 * given at each step, at four times the cost. What is written here is the kit's own, a dozen attributes at most.
 */
export class FinishedSpan implements ReadableSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly parentSpanContext: SpanContext | undefined;
  readonly attributes: Attributes;
  readonly links: Link[];
  readonly events: TimedEvent[];
  readonly status: SpanStatus;
  readonly resource: Resource;
  readonly instrumentationScope: SpanOrigin['instrumentationScope'];
  readonly ended = true;
  readonly droppedAttributesCount = 0;
  readonly droppedEventsCount = 0;
  readonly droppedLinksCount = 0;
  private readonly context: SpanContext;

  constructor(draft: SpanDraft, { resource, instrumentationScope }: SpanOrigin) {
    const { traceId, spanId, parentId, tracestate, kind, attributes = NO_ATTRIBUTES, links, failure } = draft;
    const traceState = tracestate === undefined ? undefined : createTraceState(tracestate);
    this.context = contextOf(traceId, spanId, traceState);
    this.parentSpanContext =
      parentId === undefined ? undefined : contextOf(traceId, parentId, traceState, kind === KIND.server);
    this.name = draft.name;
    this.kind = kind;
    this.startTime = toHrTime(draft.startedAt);
    this.endTime = toHrTime(Math.max(draft.startedAt, draft.finishedAt));
    this.attributes = failure ? { ...attributes, 'error.type': failure.type } : attributes;
    this.links = links ? links.map(toLink) : NO_LINKS;
    this.events = failure?.exception === undefined ? NO_EVENTS : [toEvent(failure.exception, this.endTime)];
    this.status = failure ? toStatus(failure) : UNSET;
    this.resource = resource;
    this.instrumentationScope = instrumentationScope;
  }

  get duration(): HrTime {
    const [seconds, nanos] = this.startTime;
    const difference = (this.endTime[0] - seconds) * 1e9 + this.endTime[1] - nanos;
    return [Math.trunc(difference / 1e9), difference % 1e9];
  }

  spanContext(): SpanContext {
    return this.context;
  }
}

function contextOf(
  traceId: string,
  spanId: string,
  traceState: SpanContext['traceState'],
  isRemote = false,
): SpanContext {
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote, ...(traceState && { traceState }) };
}

/** Seconds and nanoseconds of epoch milliseconds. */
export function toHrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  const nanos = Math.round((ms - seconds * 1000) * 1e6);
  return nanos < 1e9 ? [seconds, nanos] : [seconds + 1, 0];
}

function toLink({ traceId, spanId }: TracedSpan): Link {
  return { context: { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true } };
}

function toStatus({ message, isError = true }: SpanFailure): SpanStatus {
  if (!isError) return UNSET;
  return message === undefined ? { code: SpanStatusCode.ERROR } : { code: SpanStatusCode.ERROR, message };
}

/** As OpenTelemetry's conventions have it. */
function toEvent(exception: unknown, time: HrTime): TimedEvent {
  const { name, message, stack } =
    exception instanceof Error ? exception : { name: typeof exception, message: String(exception), stack: undefined };
  const attributes: Attributes = { 'exception.type': name, 'exception.message': message };
  if (stack !== undefined) attributes['exception.stacktrace'] = stack;
  return { name: 'exception', time, attributes };
}
