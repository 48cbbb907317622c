import { describe, expect, it } from '@jest/globals';
import { ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { KIND, type SpanDraft } from '../span-draft.js';
import { FinishedSpan } from './finished-span.js';

const origin = { resource: resourceFromAttributes({}), instrumentationScope: { name: 'kit' } };
const draft = {
  name: 'GET /async/noop',
  kind: KIND.server,
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentId: 'c'.repeat(16),
  startedAt: 1_790_000_000_123.25,
  finishedAt: 1_790_000_001_000.125,
  attributes: { 'http.request.method': 'GET' },
} satisfies SpanDraft;

/** The same as the SDK makes it. */
function sdkSpan({ traceId, spanId, parentId, name, kind, startedAt, finishedAt, attributes }: typeof draft) {
  const spans: ReadableSpan[] = [];
  const keep = {
    onStart() {},
    onEnd: (span: ReadableSpan) => void spans.push(span),
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const idGenerator = { generateTraceId: () => traceId, generateSpanId: () => spanId };
  const provider = new TracerProvider({ spanProcessors: [keep], idGenerator });
  const parent = { traceId, spanId: parentId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  const context = trace.setSpanContext(ROOT_CONTEXT, parent);
  const span = provider.getTracer('kit').startSpan(name, { kind, startTime: startedAt, attributes }, context);
  span.setAttribute('error.type', 'INTERNAL');
  span.recordException(new TypeError('no'), finishedAt);
  span.setStatus({ code: 2, message: 'no' });
  span.end(finishedAt);
  return spans[0]!;
}

describe('a finished span', () => {
  it('reads as the one that the SDK would have made', () => {
    const failure = { type: 'INTERNAL', message: 'no', exception: new TypeError('no') };
    const ours = new FinishedSpan({ ...draft, failure }, origin);
    const theirs = sdkSpan(draft);
    const read = ({
      name,
      kind,
      startTime,
      endTime,
      duration,
      status,
      attributes,
      parentSpanContext,
    }: ReadableSpan) => ({
      ...{ name, kind, startTime, endTime, duration, status, attributes, parentSpanContext },
    });
    expect(read(ours)).toEqual(read(theirs));
    expect(ours.spanContext()).toMatchObject({ traceId: draft.traceId, spanId: draft.spanId, traceFlags: 1 });
    const { attributes, ...event } = theirs.events[0]!;
    expect(ours.events).toEqual([
      expect.objectContaining({
        ...{ name: event.name, time: event.time },
        attributes: { ...attributes, 'exception.stacktrace': failure.exception.stack },
      }),
    ]);
  });

  it('does not end before it began, though clocks of two processes may say so', () => {
    const { startTime, endTime, duration } = new FinishedSpan({ ...draft, finishedAt: draft.startedAt - 1 }, origin);
    expect([endTime, duration]).toEqual([startTime, [0, 0]]);
  });

  it('carries nanoseconds over to the next second', () => {
    const { endTime } = new FinishedSpan({ ...draft, startedAt: 0.5, finishedAt: 1999.999_999_8 }, origin);
    expect(endTime).toEqual([2, 0]);
  });
});
