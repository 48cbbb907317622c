import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestSpans } from './request-spans.js';
import { RunTrace, UNSAMPLED } from './run-trace.js';
import { ServerSpan, type SpanPlace } from './server-span.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';
import type { Tracing } from './tracing.js';

/** More than a vendor has to pass on (W3C), and so more than is kept with a job. */
const MAX_TRACESTATE = 512;
const MAX_BAGGAGE = 8192;

/** Decides of a request whether it makes spans, and sees to it that it does. */
export type TraceRequest = (request: FastifyRequest, reply: FastifyReply) => void;

/** What is done, while traces are on, with each request once its time is taken. It is no hook of its own, for one costs more than this. */
export function createRequestTracing({ sampler, write }: Tracing): TraceRequest {
  const onOver = (span: ServerSpan) => write(requestSpans(span));

  return (request, reply) => {
    const { traceparent, baggage } = request.headers;
    if (traceparent !== undefined || baggage !== undefined) return place(request, reply);
    // Nearly all requests: for one that is not sampled, this is all that is done.
    const traceId = sampler.begins();
    if (traceId === null) request.trace = UNSAMPLED;
    else begin({ traceId, parentId: undefined, tracestate: undefined, baggage }, request, reply);
  };

  function begin(place: SpanPlace, request: FastifyRequest, reply: FastifyReply): void {
    const span = new ServerSpan(place, request, reply, onOver);
    request.tracedSpan = span;
    request.trace = span.trace;
  }

  /** Of a request that says something of its trace. */
  function place(request: FastifyRequest, reply: FastifyReply): void {
    const { headers } = request;
    const parent = headers.traceparent === undefined ? undefined : parseTraceparent(String(headers.traceparent));
    const tracestate = parent && shortened(headers.tracestate, MAX_TRACESTATE);
    const baggage = shortened(headers.baggage, MAX_BAGGAGE);
    const traceId = parent ? sampler.continues(parent) && parent.traceId : sampler.begins();
    if (traceId) begin({ traceId, parentId: parent?.spanId, tracestate, baggage }, request, reply);
    else
      request.trace = new RunTrace(
        parent ? formatTraceparent({ ...parent, isSampled: false }) : null,
        tracestate,
        baggage,
      );
  }
}

/** What is too long is dropped whole: a part of it could say something else. */
function shortened(header: string | string[] | undefined, maxLength: number): string | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  return text.length <= maxLength ? text : undefined;
}
