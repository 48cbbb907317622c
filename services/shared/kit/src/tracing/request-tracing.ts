import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestSpans } from './request-spans.js';
import { RunTrace, UNSAMPLED } from './run-trace.js';
import { ServerSpan, type SpanPlace } from './server-span.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';
import type { Tracing } from './tracing.js';

/** More than a vendor has to pass on (W3C), and so more than is kept with a job. */
const MAX_TRACESTATE = 512;
const MAX_BAGGAGE = 8192;

/**
 * Decides of each request whether it makes spans, and sees to it that it does. Registered only while traces are on, after
 * the hook that takes the time; one that is not sampled passes this and nothing else.
 */
export function addRequestTracing(server: FastifyInstance, tracing: Tracing, model: string): void {
  const { sampler } = tracing;

  server.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    const parent = headers.traceparent === undefined ? undefined : parseTraceparent(String(headers.traceparent));
    const baggage = shortened(headers.baggage, MAX_BAGGAGE);
    const traceId = parent ? sampler.continues(parent) && parent.traceId : sampler.begins();
    if (traceId) {
      const tracestate = parent && shortened(headers.tracestate, MAX_TRACESTATE);
      begin(request, { traceId, parentId: parent?.spanId, tracestate, baggage }, (span) => {
        tracing.write(requestSpans(span, request, reply, model));
      });
      reply.raw.once('close', () => request.tracedSpan?.close());
    } else if (parent) {
      const traceparent = formatTraceparent({ ...parent, isSampled: false });
      request.trace = new RunTrace(traceparent, shortened(headers.tracestate, MAX_TRACESTATE), baggage);
    } else {
      request.trace = baggage === undefined ? UNSAMPLED : new RunTrace(null, undefined, baggage);
    }
    done();
  });
}

function begin(request: FastifyRequest, place: SpanPlace, onOver: (span: ServerSpan) => void): void {
  const span = new ServerSpan(place, onOver);
  request.tracedSpan = span;
  request.trace = span.trace;
}

/** What is too long is dropped whole: a part of it could say something else. */
function shortened(header: string | string[] | undefined, maxLength: number): string | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  return text.length <= maxLength ? text : undefined;
}
