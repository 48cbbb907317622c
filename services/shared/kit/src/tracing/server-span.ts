import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RunRequest } from '../run/run.service.js';
import { RunTrace, type SentMessage } from './run-trace.js';
import type { TracedRun } from './run-spans.js';
import { newSpanId } from './span-ids.js';
import type { TracedSpan } from './traced-span.js';

/** Where a span stands: in which trace, and below whom. */
export interface SpanPlace {
  readonly traceId: string;
  /** undefined where the trace begins with it. */
  readonly parentId: string | undefined;
  readonly tracestate: string | undefined;
  readonly baggage: string | undefined;
}

/** What is noted of a sampled request until its spans can be made: when it was answered, and its work is over. */
export class ServerSpan implements TracedSpan {
  readonly traceId: string;
  readonly spanId = newSpanId();
  /** Given beforehand, for the work tells others of it while it runs. */
  readonly runId = newSpanId();
  /** What is passed on to the work. */
  readonly trace: RunTrace;
  links: TracedSpan[] | undefined = undefined;
  request: RunRequest | undefined = undefined;
  run: TracedRun | undefined = undefined;
  sent: SentMessage | undefined = undefined;
  /** Whatever was thrown. */
  thrown: unknown = undefined;
  private isRunning = false;
  private isAnswered = false;

  /** @param onOver called once, when nothing more will be noted */
  constructor(
    readonly place: SpanPlace,
    readonly http: FastifyRequest,
    readonly reply: FastifyReply,
    private readonly onOver: (span: ServerSpan) => void,
  ) {
    const { traceId, tracestate, baggage } = place;
    this.traceId = traceId;
    this.trace = new RunTrace(`00-${traceId}-${this.runId}-01`, tracestate, baggage, this);
  }

  beginRun(request: RunRequest): void {
    this.request = request;
    this.isRunning = true;
  }

  /** The work is over, however it went. */
  endRun(): void {
    this.isRunning = false;
    if (this.isAnswered) this.onOver(this);
  }

  /** The client has its answer, or is gone: then the work may still go on. */
  close(): void {
    this.isAnswered = true;
    if (!this.isRunning) this.onOver(this);
  }

  noteSent(message: SentMessage): void {
    this.sent = message;
  }

  linkTo(span: TracedSpan): void {
    (this.links ??= []).push(span);
  }
}
