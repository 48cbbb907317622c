import type { ServerSpan } from './server-span.js';
import type { TracedSpan } from './traced-span.js';

/** A job or message that was handed on while the request was answered. Times are epoch milliseconds. */
export interface SentMessage {
  readonly id: string;
  readonly destination: string;
  readonly startedAt: number;
  readonly finishedAt: number;
}

/**
 * The trace of a request, for a model to pass on to wherever the work is done. Only its fields go there, with a
 * structured clone or as JSON: they are the headers of W3C Trace Context.
 */
export class RunTrace {
  readonly #span: ServerSpan | undefined;

  /** @param traceparent names the span of the work as the parent; null where nobody samples the trace, or has given it ids */
  constructor(
    readonly traceparent: string | null,
    readonly tracestate: string | undefined,
    readonly baggage: string | undefined,
    span?: ServerSpan,
  ) {
    this.#span = span;
  }

  /** The work was not done but handed on: what would have been the span of the work is that of the sending. */
  noteSent(message: SentMessage): void {
    this.#span?.noteSent(message);
  }

  /** The work was done in another trace. */
  linkTo(span: TracedSpan): void {
    this.#span?.linkTo(span);
  }
}

/** Of requests that begin a trace which is not sampled. */
export const UNSAMPLED = new RunTrace(null, undefined, undefined);
