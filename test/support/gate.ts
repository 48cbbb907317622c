import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upstream that answers when the test says so: what `request` waits for it is held until then, however slow the machine. */
export class Gate implements AsyncDisposable {
  private readonly waiting: (() => ServerResponse)[] = [];
  private readonly server = createServer((request, response) => {
    const ms = Number(new URL(request.url!, 'http://localhost').searchParams.get('ms'));
    this.waiting.push(() => response.end(JSON.stringify({ ms })));
    if (this.isOpen) this.release();
    else this.server.emit('held');
  });

  private isOpen = false;

  static async start(): Promise<Gate> {
    const gate = new Gate();
    await once(gate.server.listen(0, '127.0.0.1'), 'listening');
    return gate;
  }

  /** For the service's environment. */
  get env(): { readonly UPSTREAM_URL: string } {
    return { UPSTREAM_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  /** Resolves once so many requests are held at the same time. */
  async holds(count: number): Promise<void> {
    while (this.waiting.length < count) await once(this.server, 'held');
  }

  /** Lets all go, those too that come from now on. */
  open(): void {
    this.isOpen = true;
    this.release();
  }

  /** Lets those go that came first. */
  release(count = this.waiting.length): void {
    for (const answer of this.waiting.splice(0, count)) answer();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close().closeAllConnections();
    await once(this.server, 'close');
  }
}
