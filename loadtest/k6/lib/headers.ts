import { config } from './config.ts';

/** @param intendedAt epoch milliseconds, from when the service counts the wait */
export function runHeaders(intendedAt: number): Record<string, string> {
  const headers = { ...commonHeaders(), 'X-Request-Start': `t=${intendedAt.toFixed(3)}` };
  return Math.random() < config.TRACE_SHARE ? { ...headers, traceparent: newTraceparent() } : headers;
}

export function commonHeaders(): Record<string, string> {
  return {
    ...(config.HOST_HEADER && { Host: config.HOST_HEADER }),
    ...(config.TOKEN && { Authorization: `Bearer ${config.TOKEN}` }),
  };
}

/** W3C Trace Context: a new trace whose parent is nobody's span, sampled. */
function newTraceparent(): string {
  return `00-${randomHex(32)}-${randomHex(16)}-01`;
}

function randomHex(digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
