import { Worker } from 'node:worker_threads';
import { diag } from '@opentelemetry/api';
import type { ExportNews, ExportOrder } from './export-messages.js';

/** Sends bodies of http/protobuf from a thread of its own. */
export class ExportThread {
  private readonly thread = new Worker(new URL(import.meta.resolve('@fleetlab/kit/export-thread')));
  private readonly pending = new Map<number, PromiseWithResolvers<void>>();
  private broken: string | undefined = undefined;
  private lastId = 0;

  constructor() {
    this.thread.on('message', (news: ExportNews) => this.take(news));
    this.thread.on('error', (error) => this.break(String(error)));
    this.thread.on('exit', () => this.break('its thread has ended'));
    this.thread.unref();
  }

  /**
   * @param body no longer the caller's
   * @throws Error with the reason where it could not be sent
   */
  async send(body: Uint8Array): Promise<void> {
    if (this.broken !== undefined) throw new Error(this.broken);
    const order: ExportOrder = { id: ++this.lastId, body };
    const ended = Promise.withResolvers<void>();
    this.pending.set(order.id, ended);
    this.thread.postMessage(order, [body.buffer as ArrayBuffer]);
    await ended.promise;
  }

  async stop(): Promise<void> {
    await this.thread.terminate();
  }

  private take(news: ExportNews): void {
    if (news.type === 'said') return diag[news.level](news.message);
    const ended = this.pending.get(news.id);
    this.pending.delete(news.id);
    if (news.error === undefined) ended?.resolve();
    else ended?.reject(new Error(news.error));
  }

  private break(reason: string): void {
    this.broken = reason;
    for (const ended of this.pending.values()) ended.reject(new Error(reason));
    this.pending.clear();
  }
}
