import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expose } from '../metrics/exposition.js';
import type { AdminState } from './admin-state.js';

/** Health and metrics, on a port of their own that no ingress reaches. */
export class AdminServer {
  private readonly server: Server;

  constructor(private readonly state: AdminState) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** @returns the port, which is another one than asked for when 0 was asked for */
  async listen(port: number, host: string): Promise<number> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Never keeps a process alive. */
  unref(): void {
    this.server.unref();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return end(response.setHeader('allow', 'GET, HEAD'), 405, 'use GET or HEAD\n');
    }
    switch (request.url?.split('?', 1)[0]) {
      case '/livez':
        return end(response, 200, 'ok\n');
      case '/readyz':
        return this.state.isReady ? end(response, 200, 'ready\n') : end(response, 503, 'not ready\n');
      case '/metrics': {
        const { contentType, text } = await expose(this.state.metrics(), request.headers.accept);
        return end(response, 200, text, contentType);
      }
      default:
        return end(response, 404, 'there are /livez, /readyz and /metrics\n');
    }
  }
}

function end(response: ServerResponse, status: number, body: string, contentType = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }).end(body);
}
