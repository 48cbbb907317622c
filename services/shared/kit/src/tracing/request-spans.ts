import type { FastifyReply, FastifyRequest } from 'fastify';
import { epochMs } from '../clock.js';
import { methodLabel } from '../metrics/http-request.metric.js';
import type { SentMessage } from './run-trace.js';
import { runSpans } from './run-spans.js';
import type { ServerSpan } from './server-span.js';
import { KIND, type SpanDraft, type SpanFailure } from './span-draft.js';
import { newSpanId } from './span-ids.js';

type Place = Pick<SpanDraft, 'traceId' | 'tracestate' | 'parentId'> & { readonly parentId: string };

/** All spans of a request that is over: its own, and below it the wait, and the run or the sending of a job. */
export function requestSpans(
  span: ServerSpan,
  request: FastifyRequest,
  reply: FastifyReply,
  model: string,
): SpanDraft[] {
  const work = workAttributes(span, model);
  const failure = failureOf(span, request, reply);
  const spans = [serverSpan(span, request, reply, work, failure)];
  const place: Place = { traceId: span.traceId, tracestate: span.place.tracestate, parentId: span.spanId };
  const { run, runId, sent } = span;
  if (run) spans.push(waitSpan(place, request.waitedSince, run.startedAt, work));
  if (sent) spans.push(producerSpan(place, runId, sent));
  else if (run)
    spans.push(...runSpans({ ...place, runId }, run, work, span.thrown === undefined ? undefined : failure));
  return spans;
}

function workAttributes({ request }: ServerSpan, model: string): SpanDraft['attributes'] {
  const attributes: Record<string, string | number> = { 'fleetlab.model': model };
  if (!request) return attributes;
  attributes['fleetlab.workload'] = request.workload;
  for (const name in request.options) attributes[`fleetlab.${name}`] = request.options[name]!;
  return attributes;
}

function serverSpan(
  { traceId, spanId, place, request: run, links }: ServerSpan,
  request: FastifyRequest,
  reply: FastifyReply,
  work: SpanDraft['attributes'],
  failure: SpanFailure | undefined,
): SpanDraft {
  const { method, url } = request;
  const route = request.is404 ? undefined : request.routeOptions.url;
  const label = methodLabel(method);
  const name = run ? route?.replace(':workload', run.workload) : route;
  const queryAt = url.indexOf('?');
  return {
    name: [label === '_OTHER' ? 'HTTP' : method, name].filter(Boolean).join(' '),
    kind: KIND.server,
    traceId,
    spanId,
    parentId: place.parentId,
    tracestate: place.tracestate,
    startedAt: request.receivedAt,
    finishedAt: epochMs(),
    attributes: {
      'http.request.method': label,
      'url.scheme': 'http',
      'url.path': queryAt < 0 ? url : url.slice(0, queryAt),
      ...(queryAt >= 0 && { 'url.query': url.slice(queryAt + 1) }),
      ...(route !== undefined && { 'http.route': route }),
      ...(reply.raw.writableFinished && { 'http.response.status_code': reply.statusCode }),
      ...(request.problemCode && REFUSALS.has(request.problemCode) && { 'fleetlab.refused': true }),
      ...work,
    },
    links,
    failure,
  };
}

/** Problems of a fleet that has no room: nothing was done for the request. */
const REFUSALS: ReadonlySet<string> = new Set(['OVERLOADED', 'QUEUE_FULL', 'QUEUE_UNAVAILABLE']);

/** A server's span is no failure where the client was wrong, as OpenTelemetry has it; but it says what was wrong. */
function failureOf({ thrown }: ServerSpan, request: FastifyRequest, reply: FastifyReply): SpanFailure | undefined {
  const { problemCode } = request;
  if (!reply.raw.writableFinished)
    return { type: 'CLIENT_GONE', message: 'The client hung up before it had its answer.' };
  const isError = reply.statusCode >= 500;
  if (problemCode === undefined) return isError ? { type: String(reply.statusCode), isError } : undefined;
  const message = thrown instanceof Error ? thrown.message : undefined;
  return { type: problemCode, message, isError, ...(problemCode === 'INTERNAL' && { exception: thrown }) };
}

/** From when the client began to wait to when the work began. */
function waitSpan(
  place: Place,
  startedAt: number,
  workStartedAt: number,
  attributes: SpanDraft['attributes'],
): SpanDraft {
  const finishedAt = Math.max(startedAt, workStartedAt);
  return { ...place, name: 'wait', kind: KIND.internal, spanId: newSpanId(), startedAt, finishedAt, attributes };
}

function producerSpan(
  place: Place,
  spanId: string,
  { id, destination, startedAt, finishedAt }: SentMessage,
): SpanDraft {
  return {
    ...place,
    name: `send ${destination}`,
    kind: KIND.producer,
    spanId,
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
