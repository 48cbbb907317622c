import { portRefused } from '../ports.js';
import { ServiceProcess, type ServiceProcessEvents } from '../process/service-process.js';
import type { FromGateway, Routes, ToGateway } from './gateway.messages.js';

interface Listener {
  port: number;
  routes: Routes;
  readonly opened: PromiseWithResolvers<number>;
  readonly closed: PromiseWithResolvers<void>;
  state: 'opening' | 'open' | 'closing';
}

/** The gateway as its supervisor sees it: what it should do is kept here, and told again to a gateway that was restarted. */
export class GatewayProcess {
  readonly #process: ServiceProcess;
  readonly #listeners = new Map<number, Listener>();
  #lastId = 0;

  constructor(
    main: string,
    private readonly events: Pick<ServiceProcessEvents, 'onEvent' | 'onLog'>,
  ) {
    this.#process = new ServiceProcess(
      { name: 'gateway', main, env: {} },
      {
        ...events,
        onChange: (endpoint) => (endpoint ? this.#tellAll() : this.#forgetClosing()),
        onMessage: (message) => void this.#receive(message as FromGateway),
      },
    );
  }

  async start(): Promise<void> {
    await this.#process.start();
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  /** Asks for a listener; `opened` of it says how that went. */
  listen(port: number, routes: Routes): GatewayPort {
    const id = ++this.#lastId;
    const [opened, closed] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
    // Whoever asked may have given up meanwhile.
    opened.promise.catch(() => undefined);
    this.#listeners.set(id, { port, routes, opened, closed, state: 'opening' });
    this.#send({ type: 'listen', id, port, routes });
    return {
      opened: opened.promise,
      route: (next) => this.#route(id, next),
      close: () => this.#close(id),
    };
  }

  #route(id: number, routes: Routes): void {
    const listener = this.#listeners.get(id);
    if (!listener) return;
    listener.routes = routes;
    this.#send({ type: 'route', id, routes });
  }

  async #close(id: number): Promise<void> {
    const listener = this.#listeners.get(id);
    if (!listener) return;
    listener.state = 'closing';
    if (!this.#process.endpoint) this.#forget(id, listener);
    // One that is just opening cannot be closed before it is open.
    await listener.opened.promise.then(
      () => this.#send({ type: 'close', id }),
      () => undefined,
    );
    await listener.closed.promise;
  }

  #tellAll(): void {
    for (const [id, { port, routes }] of this.#listeners) this.#send({ type: 'listen', id, port, routes });
  }

  /** With the gateway gone, what was about to close has closed. */
  #forgetClosing(): void {
    for (const [id, listener] of this.#listeners) if (listener.state === 'closing') this.#forget(id, listener);
  }

  async #receive(message: FromGateway): Promise<void> {
    const listener = this.#listeners.get(message.id);
    if (!listener) return;
    switch (message.type) {
      case 'listening':
        // A restarted gateway comes back on the port that clients know.
        listener.port = message.port;
        if (listener.state === 'opening') listener.state = 'open';
        return listener.opened.resolve(message.port);
      case 'refused':
        return this.#refused(message, listener);
      case 'closed':
        return this.#forget(message.id, listener);
    }
  }

  async #refused({ id, code }: { id: number; code: string }, listener: Listener): Promise<void> {
    const error = await portRefused(listener.port, code);
    if (listener.state === 'open') return this.events.onEvent(`gateway: ${error.message}`);
    listener.opened.reject(error);
    this.#forget(id, listener);
  }

  #forget(id: number, { opened, closed }: Listener): void {
    this.#listeners.delete(id);
    opened.reject(new Error('The gateway listener was closed before it was open.'));
    closed.resolve();
  }

  #send(message: ToGateway): void {
    if (this.#process.endpoint) this.#process.send(message);
  }
}

/** One listener of the gateway. */
export interface GatewayPort {
  /** The port it listens on. Rejects where it cannot be had. */
  readonly opened: Promise<number>;
  /** From now on these are the replicas. */
  route(routes: Routes): void;
  /** Takes no more connections and resolves when the last answer is out. */
  close(): Promise<void>;
}
