import type { FastifyRequest } from 'fastify';
import { epochMs } from '../clock.js';
import type { LoadMetric } from '../metrics/load.metric.js';

/** Older than this, a start is more likely a wrong clock than a long wait. */
const MAX_AGE_MS = 5 * 60_000;
/** Two clocks of one machine differ by less than this. */
const CLOCK_SKEW_MS = 10;

/**
 * Parses `X-Request-Start: t=<epoch milliseconds>`, the form that load balancers and generators send.
 *
 * @returns the start in epoch milliseconds, never later than now; undefined for what is no time, in the future or too old
 */
export function parseRequestStart(header: string, now: number): number | undefined {
  const start = Number(header.startsWith('t=') ? header.slice(2) : header);
  if (!(start > now - MAX_AGE_MS) || start > now + CLOCK_SKEW_MS) return undefined;
  return Math.min(start, now);
}

/** When the client's wait began: at X-Request-Start where it sent a usable one, else when the service received it. */
export function startOf(request: FastifyRequest, load: LoadMetric): number {
  const header = request.headers['x-request-start'];
  if (header === undefined) return request.receivedAt;
  const start = parseRequestStart(String(header), epochMs());
  if (start === undefined) load.countIgnoredStart();
  return start ?? request.receivedAt;
}
