import type { Attributes } from '@opentelemetry/api';
import { KIND, type SpanDraft, type SpanFailure } from './span-draft.js';

/** What the thread that did the work measured of it. Times are epoch milliseconds. */
export interface TracedRun {
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly pid: number;
  readonly threadId: number;
  readonly calls?: readonly TracedCall[];
}

/** One request that the work sent to the upstream. */
export interface TracedCall {
  readonly spanId: string;
  readonly url: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** 0, or how often the same request was sent before. */
  readonly attempt: number;
  readonly status?: number;
  readonly error?: string;
}

/** What the spans of a run have in common with the span that they stand below. */
export interface RunPlace {
  readonly traceId: string;
  readonly tracestate?: string | undefined;
  /** The span that the run stands below, and its own. */
  readonly parentId: string;
  readonly runId: string;
}

/** Adds the work, and what it asked of others. */
export function addRunSpans(
  spans: SpanDraft[],
  { traceId, tracestate, parentId, runId }: RunPlace,
  { startedAt, finishedAt, pid, threadId, calls }: TracedRun,
  failure: SpanFailure | undefined,
): void {
  spans.push({
    name: 'run',
    kind: KIND.internal,
    traceId,
    spanId: runId,
    parentId,
    tracestate,
    startedAt,
    finishedAt,
    // The process is the resource's, except where it has others that work for it.
    attributes: pid === process.pid ? ofThread(threadId) : { 'thread.id': threadId, 'process.pid': pid },
    failure,
  });
  if (calls) for (const call of calls) spans.push(callSpan(call, { traceId, tracestate, runId }));
}

const threads = new Map<number, Attributes>();

/** The same for all runs of a thread, and frozen: what is the same in many spans is written once. */
function ofThread(threadId: number): Attributes {
  let attributes = threads.get(threadId);
  if (!attributes) threads.set(threadId, (attributes = Object.freeze({ 'thread.id': threadId })));
  return attributes;
}

function callSpan(
  { spanId, url, startedAt, finishedAt, attempt, status, error }: TracedCall,
  { traceId, tracestate, runId }: Pick<RunPlace, 'traceId' | 'tracestate' | 'runId'>,
): SpanDraft {
  const { hostname, port, pathname } = new URL(url);
  return {
    name: `GET ${pathname}`,
    kind: KIND.client,
    traceId,
    spanId,
    parentId: runId,
    tracestate,
    startedAt,
    finishedAt,
    attributes: {
      'http.request.method': 'GET',
      'url.full': url,
      'server.address': hostname,
      'server.port': Number(port || 80),
      ...(status !== undefined && { 'http.response.status_code': status }),
      ...(attempt > 0 && { 'http.request.resend_count': attempt }),
    },
    failure: error === undefined ? undefined : { type: error },
  };
}

/** What a failed run has told of itself on its way out of a thread: see noteFailedRun of @fleetlab/workloads. */
export function failedRunOf(thrown: unknown): TracedRun | undefined {
  const cause = thrown instanceof Error ? (thrown.cause as { run?: TracedRun } | null | undefined) : undefined;
  return cause?.run;
}
