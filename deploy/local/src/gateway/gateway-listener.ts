import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HOST } from '../config.js';
import { Balancer } from './balancer.js';
import { answerClientError } from './client-error.js';
import { requestHeaders } from './forwarded-headers.js';
import { Forwarding } from './forwarding.js';
import type { Routes } from './gateway.messages.js';
import { answerProblem } from './gateway-problem.js';
import { modelOf, pathOf } from './request-path.js';

/** One port, behind which the models of one group are balanced. */
export class GatewayListener {
  readonly #server: Server;
  readonly #balancers = new Map<string, Balancer>();
  /** Every open connection and its newest answer under way; null where it is silent or idle. */
  readonly #connections = new Map<Socket, ServerResponse | null>();
  #isDraining = false;

  constructor(routes: Routes) {
    this.route(routes);
    this.#server = createServer(
      {
        noDelay: true,
        // Longer than any client keeps an idle connection, so that it is the client who closes it.
        keepAliveTimeout: 75_000,
        // Silent connections are counted in memory only, and go after this.
        headersTimeout: 15_000,
        connectionsCheckingInterval: 5_000,
      },
      (request, response) => this.#handle(request, response),
    );
    this.#server.on('connection', (socket) => {
      this.#connections.set(socket, null);
      socket.once('close', () => this.#connections.delete(socket));
    });
    this.#server.on('clientError', (error, socket) => {
      answerClientError(error, socket as Socket, Boolean(this.#connections.get(socket as Socket)));
    });
  }

  /** @returns the port, the wanted one or, for 0, a free one */
  async listen(port: number): Promise<number> {
    this.#server.listen({ host: HOST, port, backlog: 4_096 });
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on these are the models and their replicas. */
  route(routes: Routes): void {
    for (const [model, origins] of Object.entries(routes)) {
      const balancer = this.#balancers.get(model) ?? new Balancer();
      this.#balancers.set(model, balancer);
      balancer.update(origins);
    }
  }

  /** Takes no more connections, lets answers under way finish, and cuts off what is left after the grace period. */
  async close(graceMs: number): Promise<void> {
    this.#isDraining = true;
    for (const [socket, response] of this.#connections) {
      if (response) response.shouldKeepAlive = false;
      else socket.destroy();
    }
    const timer = setTimeout(() => this.#server.closeAllConnections(), graceMs);
    await new Promise((resolve) => this.#server.close(resolve));
    clearTimeout(timer);
    for (const balancer of this.#balancers.values()) balancer.update([]);
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    this.#track(request.socket, response);
    const path = pathOf(request.url!);
    const model = modelOf(path);
    const balancer = this.#balancers.get(model);
    if (!balancer) return answerProblem(response, 'NOT_FOUND', this.#whatThereIs(path));
    const headers = requestHeaders(request);
    if (!headers) return answerProblem(response, 'INVALID_BODY', 'The request has two Host headers, expected one.');
    new Forwarding(request, response, model, balancer, { path, headers }).start();
  }

  #track(socket: Socket, response: ServerResponse): void {
    if (this.#isDraining) response.shouldKeepAlive = false;
    this.#connections.set(socket, response);
    response.once('close', () => {
      if (this.#connections.get(socket) !== response) return;
      this.#connections.set(socket, null);
      // An answer that began before the drain has promised to keep its connection.
      if (this.#isDraining) socket.destroySoon();
    });
  }

  #whatThereIs(path: string): string {
    const models = [...this.#balancers.keys()].map((model) => `/${model}`);
    return `There is nothing at ${path}. There is ${models.join(', ') || 'nothing at all behind this port'}.`;
  }
}
