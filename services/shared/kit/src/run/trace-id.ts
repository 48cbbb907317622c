import type { FastifyRequest } from 'fastify';
import { parseTraceparent } from '../tracing/traceparent.js';

/** The trace that the request belongs to (W3C Trace Context): ours where it is sampled, else the client's; null where there is none. */
export function traceIdOf(request: FastifyRequest): string | null {
  if (request.tracedSpan) return request.tracedSpan.traceId;
  const header = request.headers.traceparent;
  return header === undefined ? null : (parseTraceparent(String(header))?.traceId ?? null);
}
