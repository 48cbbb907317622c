import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** Answers as a threaded service does, says what it was asked, and can be told to answer something else. */
export class FakeService implements AsyncDisposable {
  readonly received: Received[] = [];
  private answered = Infinity;
  private readonly server = createServer((request, response) => this.answer(request, response));

  private constructor(private readonly result: unknown) {}

  /** @param result what it answers to every request for work */
  static async start(result: unknown): Promise<FakeService> {
    const service = new FakeService(result);
    await once(service.server.listen(0, '127.0.0.1'), 'listening');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers so many requests for work, and none after. */
  holdFrom(count: number): void {
    this.answered = count;
  }

  /** Requests for work. */
  get runs(): readonly Received[] {
    return this.received.filter(({ url }) => url !== '/threaded');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close().closeAllConnections();
    await once(this.server, 'close');
  }

  private answer({ url = '', headers }: IncomingMessage, response: ServerResponse) {
    this.received.push({ at: performance.timeOrigin + performance.now(), url, headers });
    if (this.runs.length > this.answered) return;
    const description = { model: 'threaded', workloads: ['sleep'] };
    const timing = { waitMs: 0, serviceMs: 0 };
    const run = { result: this.result, timing, service: { pid: 1, threadId: 1 } };
    response.end(JSON.stringify(url === '/threaded' ? description : run));
  }
}
