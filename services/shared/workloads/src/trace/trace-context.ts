import type { UpstreamCall } from './upstream-call.js';

/** The trace that a run belongs to, as it travels between services, threads and processes: the headers of W3C Trace Context. */
export interface TraceContext {
  /** null: nobody samples this trace, and nobody has given it ids yet. */
  readonly traceparent: string | null;
  readonly tracestate?: string | undefined;
  readonly baggage?: string | undefined;
}

/** The trace of one run, and what is noted for it while it runs. */
export interface RunTracing extends TraceContext {
  /** undefined where the trace is not sampled: then it only travels on. */
  readonly calls: UpstreamCall[] | undefined;
}

/** How each traceparent ends that a service gives to a run of a sampled trace. */
const SAMPLED = '-01';

/** For the thread that runs the work, from what came there. */
export function runTracing({ traceparent, tracestate, baggage }: TraceContext): RunTracing {
  return {
    traceparent,
    tracestate,
    baggage,
    calls: traceparent?.endsWith(SAMPLED) ? [] : undefined,
  };
}
