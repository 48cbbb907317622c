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
 * A span as exporters read it. The SDK's own is made to be written to while it lasts, and copies and checks what it is
 * given at each step. This one is a draft, and nothing is made of it before somebody reads it.
 */
export class FinishedSpan implements ReadableSpan {
  private context: SpanContext | undefined = undefined;

  constructor(
    readonly draft: SpanDraft,
    private readonly origin: SpanOrigin,
  ) {}

  get name(): string {
    return this.draft.name;
  }

  get kind(): SpanKind {
    return this.draft.kind;
  }

  get startTime(): HrTime {
    return toHrTime(this.draft.startedAt);
  }

  get endTime(): HrTime {
    return toHrTime(this.finishedAt);
  }

  get duration(): HrTime {
    const { startTime, endTime } = this;
    const difference = (endTime[0] - startTime[0]) * 1e9 + endTime[1] - startTime[1];
    return [Math.trunc(difference / 1e9), difference % 1e9];
  }

  get attributes(): Attributes {
    const { attributes = NO_ATTRIBUTES, failure } = this.draft;
    return failure ? { ...attributes, 'error.type': failure.type } : attributes;
  }

  get links(): Link[] {
    return this.draft.links?.map(toLink) ?? NO_LINKS;
  }

  get events(): TimedEvent[] {
    const exception = this.draft.failure?.exception;
    return exception === undefined ? NO_EVENTS : [toEvent(exception, this.endTime)];
  }

  get status(): SpanStatus {
    const { failure } = this.draft;
    return failure ? toStatus(failure) : UNSET;
  }

  get resource(): Resource {
    return this.origin.resource;
  }

  get instrumentationScope(): SpanOrigin['instrumentationScope'] {
    return this.origin.instrumentationScope;
  }

  get ended(): boolean {
    return true;
  }

  get droppedAttributesCount(): number {
    return 0;
  }

  get droppedEventsCount(): number {
    return 0;
  }

  get droppedLinksCount(): number {
    return 0;
  }

  /** Epoch milliseconds. Clocks of two processes may say that it ended before it began. */
  get finishedAt(): number {
    return Math.max(this.draft.startedAt, this.draft.finishedAt);
  }

  get parentSpanContext(): SpanContext | undefined {
    const { parentId, kind } = this.draft;
    return parentId === undefined
      ? undefined
      : { ...this.spanContext(), spanId: parentId, isRemote: hasRemoteParent(kind) };
  }

  spanContext(): SpanContext {
    return (this.context ??= toContext(this.draft));
  }
}

/** Whether a span with a parent has it in another process. */
export function hasRemoteParent(kind: SpanKind): boolean {
  return kind === KIND.server;
}

function toContext({ traceId, spanId, tracestate }: SpanDraft): SpanContext {
  const context = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: false };
  return tracestate === undefined ? context : { ...context, traceState: createTraceState(tracestate) };
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
