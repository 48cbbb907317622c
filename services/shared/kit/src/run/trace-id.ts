import type { FastifyRequest } from 'fastify';

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;
const INVALID = '0'.repeat(32);

/** The trace that the request belongs to (W3C Trace Context); null where the client started none. */
export function traceIdOf(request: FastifyRequest): string | null {
  const header = request.headers.traceparent;
  if (header === undefined) return null;
  const traceId = TRACEPARENT.exec(String(header))?.[1];
  return traceId === undefined || traceId === INVALID ? null : traceId;
}
