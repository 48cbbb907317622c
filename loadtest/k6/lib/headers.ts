import { config } from './config.ts';

/** A trace that a request starts. */
export interface Trace {
  readonly traceId: string;
  readonly traceparent: string;
}

/** @param intendedAt epoch milliseconds, from when the service counts the wait */
export function runHeaders(intendedAt: number, trace: Trace | null): Record<string, string> {
  const headers = { ...commonHeaders(), 'X-Request-Start': `t=${intendedAt.toFixed(3)}` };
  return trace ? { ...headers, traceparent: trace.traceparent } : headers;
}

export function commonHeaders(): Record<string, string> {
  return {
    ...config.REQUEST_HEADERS,
    ...(config.HOST_HEADER && { Host: config.HOST_HEADER }),
    ...(config.TOKEN && { Authorization: `Bearer ${config.TOKEN}` }),
  };
}

/** W3C Trace Context: a new trace whose parent is nobody's span, sampled; null for most requests. */
export function newTrace(): Trace | null {
  if (Math.random() >= config.TRACE_SHARE) return null;
  const traceId = randomHex(32);
  return { traceId, traceparent: `00-${traceId}-${randomHex(16)}-01` };
}

function randomHex(digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
