import { Worker } from 'node:worker_threads';
import { diag } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { ExportNews, ExportOrder } from './export-messages.js';
import { encodeTraceRequest } from './trace-request.js';

type Ended = Parameters<SpanExporter['export']>[1];

/** The codes of an ExportResult. */
const SUCCESS = 0;
const FAILED = 1;

/** Writes spans as http/protobuf has them, and leaves the sending to a thread. */
export class ThreadExporter implements SpanExporter {
  private readonly thread = new Worker(new URL(import.meta.resolve('@fleetlab/kit/export-thread')));
  private readonly pending = new Map<number, Ended>();
  private broken: string | undefined = undefined;
  private lastId = 0;

  constructor() {
    this.thread.on('message', (news: ExportNews) => this.take(news));
    this.thread.on('error', (error) => this.break(String(error)));
    this.thread.unref();
  }

  export(spans: ReadableSpan[], onEnded: Ended): void {
    if (this.broken !== undefined) return onEnded({ code: FAILED, error: new Error(this.broken) });
    const order: ExportOrder = { id: ++this.lastId, body: encodeTraceRequest(spans) };
    this.pending.set(order.id, onEnded);
    this.thread.postMessage(order, [order.body.buffer as ArrayBuffer]);
  }

  async shutdown(): Promise<void> {
    await this.thread.terminate();
  }

  private take(news: ExportNews): void {
    if (news.type === 'said') return diag[news.level](news.message);
    this.end(news.id, news.error);
  }

  private break(reason: string): void {
    this.broken = reason;
    for (const id of this.pending.keys()) this.end(id, reason);
  }

  private end(id: number, reason: string | undefined): void {
    const onEnded = this.pending.get(id);
    this.pending.delete(id);
    onEnded?.(reason === undefined ? { code: SUCCESS } : { code: FAILED, error: new Error(reason) });
  }
}
