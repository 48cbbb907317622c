import { Worker } from 'node:worker_threads';
import { diag } from '@opentelemetry/api';
import type { ExportNews, ExportOrder } from './export-messages.js';

/** Sends bodies of http/protobuf from a thread of its own. */
export class ExportThread {
  private readonly thread = new Worker(new URL(import.meta.resolve('@fleetlab/kit/export-thread')));
  private readonly pending = new Map<number, PromiseWithResolvers<Uint8Array | undefined>>();
  private broken: string | undefined = undefined;
  private lastId = 0;

  constructor() {
    this.thread.on('message', (news: ExportNews) => this.take(news));
    this.thread.on('error', (error) => this.break(String(error)));
    this.thread.unref();
  }

  /**
   * @param body no longer the caller's
   * @returns the body again, to be written over
   * @throws Error with the reason where it could not be sent
   */
  send(body: Uint8Array): Promise<Uint8Array | undefined> {
    if (this.broken !== undefined) return Promise.reject(new Error(this.broken));
    const order: ExportOrder = { id: ++this.lastId, body };
    const ended = Promise.withResolvers<Uint8Array | undefined>();
    this.pending.set(order.id, ended);
    this.thread.postMessage(order, [body.buffer as ArrayBuffer]);
    return ended.promise;
  }

  async stop(): Promise<void> {
    await this.thread.terminate();
  }

  private take(news: ExportNews): void {
    if (news.type === 'said') return diag[news.level](news.message);
    const ended = this.pending.get(news.id);
    this.pending.delete(news.id);
    if (news.error === undefined) ended?.resolve(news.body);
    else ended?.reject(new Error(news.error));
  }

  private break(reason: string): void {
    this.broken = reason;
    for (const ended of this.pending.values()) ended.reject(new Error(reason));
    this.pending.clear();
  }
}
