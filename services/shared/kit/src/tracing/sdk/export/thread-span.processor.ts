import { diag } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { BatchBounds } from '../batch-bounds.js';
import { FinishedSpan } from '../finished-span.js';
import { ExportThread } from './export-thread.js';
import { TraceRequest } from './trace-request.js';

/**
 * Exports spans over http/protobuf in batches, with the bounds of the SDK's BatchSpanProcessor. That keeps spans until it
 * has them written; here each is written when it ends, and bytes are kept.
 */
export class ThreadSpanProcessor implements SpanProcessor {
  private batch = new TraceRequest();
  /** Batches whose turn to be sent has not come. */
  private readonly ready: TraceRequest[] = [];
  /** Spans in all of these. */
  private queued = 0;
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  /** A buffer that has been sent. To have each export make a new one costs more than to send it. */
  private spare: Uint8Array | undefined;
  private isShutDown = false;

  /** @param thread stopped when this is shut down */
  constructor(
    private readonly bounds: BatchBounds,
    private readonly thread: Pick<ExportThread, 'send' | 'stop'> = new ExportThread(),
  ) {}

  onStart(): void {}

  /** @param span one of the kit's: there are no others, for nothing is instrumented */
  onEnd(span: ReadableSpan): void {
    if (this.isShutDown || !(span instanceof FinishedSpan)) return;
    if (this.queued >= this.bounds.maxQueueSize) return void this.dropped++;
    this.queued++;
    this.batch.add(span);
    if (this.batch.count >= this.bounds.maxExportBatchSize) this.seal();
    else this.timer ??= setTimeout(() => this.seal(), this.bounds.scheduledDelayMillis).unref();
  }

  async forceFlush(): Promise<void> {
    this.seal();
    await this.sending;
  }

  async shutdown(): Promise<void> {
    this.isShutDown = true;
    await this.forceFlush();
    await this.thread.stop();
  }

  private seal(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.batch.count === 0) return;
    this.ready.push(this.batch);
    this.batch = new TraceRequest(this.spare);
    this.spare = undefined;
    this.sending ??= this.sendAll();
  }

  /** One after another: a collector that is slow fills the queue, and no more. */
  private async sendAll(): Promise<void> {
    for (let batch = this.ready.shift(); batch; batch = this.ready.shift()) {
      this.queued -= batch.count;
      try {
        this.spare = await this.withinTime(this.thread.send(batch.finish()));
      } catch (error) {
        diag.error(`${batch.count} spans could not be exported: ${(error as Error).message}`);
      }
      if (this.dropped > 0) diag.warn(`${this.dropped} spans were dropped, for the queue was full`);
      this.dropped = 0;
    }
    this.sending = undefined;
  }

  private withinTime<T>(sent: Promise<T>): Promise<T> {
    const { exportTimeoutMillis } = this.bounds;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`no answer in ${exportTimeoutMillis} ms`)), exportTimeoutMillis);
    timer.unref();
    return Promise.race([sent, late]).finally(() => clearTimeout(timer));
  }
}
