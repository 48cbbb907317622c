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
  /** Full batches whose turn to be sent has not come. */
  private readonly ready: TraceRequest[] = [];
  private readonly underWay = new Set<Promise<void>>();
  /** Spans that are not under way yet. */
  private queued = 0;
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined = undefined;
  private isShutDown = false;

  /** @param thread stopped when this is shut down */
  constructor(
    private readonly bounds: BatchBounds,
    private readonly thread: Pick<ExportThread, 'send' | 'stop'> = new ExportThread(),
  ) {}

  onStart(): void {}

  /** Never throws. @param span one of the kit's: there are no others, for nothing is instrumented */
  onEnd(span: ReadableSpan): void {
    if (this.isShutDown || !(span instanceof FinishedSpan)) return;
    if (this.queued >= this.bounds.maxQueueSize) return void this.dropped++;
    try {
      this.batch.add(span);
    } catch {
      return void this.dropped++;
    }
    this.queued++;
    if (this.batch.count >= this.bounds.maxExportBatchSize) this.seal();
    this.goOn();
  }

  /** Without waiting for one export before the next begins: there may be little time. */
  async forceFlush(): Promise<void> {
    this.seal();
    for (const batch of this.ready.splice(0)) this.send(batch);
    await Promise.all(this.underWay);
  }

  async shutdown(): Promise<void> {
    this.isShutDown = true;
    await this.forceFlush();
    await this.thread.stop();
  }

  private seal(): void {
    if (this.batch.count === 0) return;
    this.ready.push(this.batch);
    // The next one will be about as long. To have it grow would cost more than to send it.
    this.batch = new TraceRequest(Math.ceil(1.1 * this.batch.length));
  }

  /** One export after another: before a collector that is slow spans gather in batches, and the queue is full at some time. */
  private goOn(): void {
    if (this.underWay.size > 0) return;
    const batch = this.ready.shift();
    if (batch) this.send(batch);
    else if (this.batch.count > 0)
      this.timer ??= setTimeout(() => this.sealInTime(), this.bounds.scheduledDelayMillis).unref();
  }

  private sealInTime(): void {
    this.timer = undefined;
    if (this.underWay.size > 0) return;
    this.seal();
    this.goOn();
  }

  private send(batch: TraceRequest): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.queued -= batch.count;
    const sent = this.export(batch).finally(() => {
      this.underWay.delete(sent);
      this.goOn();
    });
    this.underWay.add(sent);
  }

  /** Never rejects. */
  private async export(batch: TraceRequest): Promise<void> {
    const troubles: string[] = [];
    try {
      await this.withinTime(this.thread.send(batch.finish()));
    } catch (error) {
      troubles.push(`${batch.count} spans could not be exported: ${(error as Error).message}`);
    }
    if (this.dropped > 0)
      troubles.push(`${this.dropped} spans were dropped: the queue was full, or they could not be read`);
    this.dropped = 0;
    if (troubles.length > 0) diag.warn(troubles.join('; '));
  }

  private withinTime(sent: Promise<void>): Promise<void> {
    const { exportTimeoutMillis } = this.bounds;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`no answer in ${exportTimeoutMillis} ms`)), exportTimeoutMillis);
    timer.unref();
    return Promise.race([sent, late]).finally(() => clearTimeout(timer));
  }
}
