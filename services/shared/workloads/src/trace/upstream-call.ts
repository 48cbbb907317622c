import { randomBytes } from 'node:crypto';
import { epochMs } from '../clock.js';
import type { RunTracing } from './trace-context.js';

/** One request that a traced run sent to the upstream. Times are epoch milliseconds with fractions. */
export interface UpstreamCall {
  /** What the upstream was told is its parent. */
  readonly spanId: string;
  readonly url: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** 0, or how often the same request was sent before. */
  readonly attempt: number;
  /** What was answered, where anything was. */
  readonly status?: number;
  /** Why it failed, where it did: a code of Node's or a kind of UpstreamFailure. */
  readonly error?: string;
}

/** A request to the upstream that is about to be sent in a trace. */
export interface OpenCall {
  readonly headers: Readonly<Record<string, string>>;
  /** Notes how it ended; only the first time, and only where the trace is sampled. */
  end(ending: Pick<UpstreamCall, 'status' | 'error'>): void;
}

/** Gives a request its place in the trace. */
export function openCall(trace: RunTracing, url: string, attempt: number): OpenCall {
  const { calls } = trace;
  const spanId = calls || trace.traceparent === null ? randomBytes(8).toString('hex') : '';
  const headers = headersOf(trace, spanId);
  const startedAt = epochMs();
  let isOpen = true;
  return {
    headers,
    end(ending) {
      if (isOpen) calls?.push({ spanId, url, startedAt, finishedAt: epochMs(), attempt, ...ending });
      isOpen = false;
    },
  };
}

function headersOf({ traceparent, tracestate, baggage, calls }: RunTracing, spanId: string): Record<string, string> {
  return {
    traceparent: parentFor(traceparent, spanId, calls !== undefined),
    ...(tracestate !== undefined && { tracestate }),
    ...(baggage !== undefined && { baggage }),
  };
}

/** The upstream must hear of it when a trace is not sampled: it would begin one of its own. */
function parentFor(traceparent: string | null, spanId: string, isSampled: boolean): string {
  if (traceparent === null) return `00-${randomBytes(16).toString('hex')}-${spanId}-00`;
  return isSampled ? `00-${traceparent.slice(3, 35)}-${spanId}-${traceparent.slice(53, 55)}` : traceparent;
}
