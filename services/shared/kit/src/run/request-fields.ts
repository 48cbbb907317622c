import type { SlotLease } from '../prefork/slot-lease.js';
import type { RunSeries } from '../metrics/run.metric.js';
import type { ProblemCode } from '../errors/catalogue.js';
import type { RunTrace } from '../tracing/run-trace.js';
import type { ServerSpan } from '../tracing/server-span.js';

/** What the service notes with each request while it works on it. */
declare module 'fastify' {
  interface FastifyRequest {
    /** When the request was read, or its first byte where a primary did that. Epoch milliseconds. */
    receivedAt: number;
    /** When the client's wait began, once the request is known to be a run. */
    waitedSince: number;
    /** What this request is counted under, once its workload is known. */
    runSeries: RunSeries | undefined;
    /** Whether it has been answered, or its client has hung up. */
    isGone: boolean;
    /** The slot it holds, where a primary handed its connection out. */
    slotLease: SlotLease | undefined;
    /** What went wrong with it, if anything did. */
    problemCode: ProblemCode | undefined;
    /** The trace for its work to go on with, sampled or not; undefined while traces are off. */
    trace: RunTrace | undefined;
    /** Its span, where it is sampled. */
    tracedSpan: ServerSpan | undefined;
  }
}
