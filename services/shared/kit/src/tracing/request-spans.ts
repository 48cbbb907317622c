import { epochMs } from '../clock.js';
import type { SentMessage } from './run-trace.js';
import { addRunSpans } from './run-spans.js';
import { describeServer } from './server-description.js';
import type { ServerSpan } from './server-span.js';
import { KIND, type SpanDraft, type SpanFailure } from './span-draft.js';
import { newSpanId } from './span-ids.js';

/** All spans of a request that is over: its own, and below it the wait, and the run or the sending of a job. */
export function requestSpans(span: ServerSpan): SpanDraft[] {
  const failure = failureOf(span);
  const spans = [serverSpan(span, failure)];
  const { run, sent, http } = span;
  if (run) spans.push(waitSpan(span, http.waitedSince, run.startedAt));
  if (sent) spans.push(producerSpan(span, sent));
  else if (run) {
    const { traceId, place, spanId, runId } = span;
    const runFailure = span.thrown === undefined ? undefined : failure;
    addRunSpans(spans, { traceId, tracestate: place.tracestate, parentId: spanId, runId }, run, runFailure);
  }
  return spans;
}

function serverSpan(span: ServerSpan, failure: SpanFailure | undefined): SpanDraft {
  const { traceId, spanId, place, links, http } = span;
  const { name, attributes } = describeServer(span);
  return {
    name,
    kind: KIND.server,
    traceId,
    spanId,
    parentId: place.parentId,
    tracestate: place.tracestate,
    startedAt: http.receivedAt,
    finishedAt: epochMs(),
    attributes,
    links,
    failure,
  };
}

/** A server's span is no failure where the client was wrong, as OpenTelemetry has it; but it says what was wrong. */
function failureOf({ thrown, http, reply }: ServerSpan): SpanFailure | undefined {
  const { problemCode } = http;
  const { raw, statusCode } = reply;
  if (!raw.writableFinished) return { type: 'CLIENT_GONE', message: 'The client hung up before it had its answer.' };
  const isError = statusCode >= 500;
  if (problemCode === undefined) return isError ? { type: String(statusCode), isError } : undefined;
  const message = thrown instanceof Error ? thrown.message : undefined;
  return { type: problemCode, message, isError, ...(problemCode === 'INTERNAL' && { exception: thrown }) };
}

/** From when the client began to wait to when the work began. */
function waitSpan({ traceId, spanId, place }: ServerSpan, startedAt: number, workStartedAt: number): SpanDraft {
  return {
    name: 'wait',
    kind: KIND.internal,
    traceId,
    spanId: newSpanId(),
    parentId: spanId,
    tracestate: place.tracestate,
    startedAt,
    finishedAt: Math.max(startedAt, workStartedAt),
  };
}

function producerSpan(
  { traceId, spanId, runId, place }: ServerSpan,
  { id, destination, startedAt, finishedAt }: SentMessage,
): SpanDraft {
  return {
    name: `send ${destination}`,
    kind: KIND.producer,
    traceId,
    spanId: runId,
    parentId: spanId,
    tracestate: place.tracestate,
    startedAt,
    finishedAt,
    attributes: {
      'messaging.system': 'fleetlab',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'messaging.destination.name': destination,
      'messaging.message.id': id,
    },
  };
}
