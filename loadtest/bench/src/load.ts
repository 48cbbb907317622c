import { fileURLToPath } from 'node:url';
import { Child } from './child.js';

/** As many requests as the server takes, for a while. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  /** Requests under way on each connection: what keeps the server from ever waiting for the next one. */
  readonly pipelining: number;
  readonly seconds: number;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
}

export interface LoadResult {
  /** Answers with a status below 300, counted from the first to the last. */
  readonly ok: number;
  readonly failed: number;
  readonly perSecond: number;
}

/** autocannon in a process of its own, so that it shares neither a core nor a heap with what it loads. */
export class LoadProcess implements AsyncDisposable {
  readonly #child: Child;

  constructor(core: number | undefined) {
    this.#child = new Child(fileURLToPath(import.meta.resolve('./load.process.js')), { core });
  }

  /** Rejects when a single answer is not what it should be: a fast error is no throughput. */
  async run(order: LoadOrder, signal: AbortSignal): Promise<LoadResult> {
    const result = await this.#child.ask<LoadResult>(order, signal);
    if (result.failed > 0 || result.ok < 2) {
      throw new Error(
        `${order.url} answered ${result.ok} requests well and ${result.failed} badly; all should be well.`,
      );
    }
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
  }
}
