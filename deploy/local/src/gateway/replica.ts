import { Client, type Dispatcher, Pool } from 'undici';

/** The handler of one attempt, told before it is sent whether its connection has carried a request before. */
export interface AttemptHandler extends Dispatcher.DispatchHandler {
  isReusedConnection: boolean;
}

/** One ready process of a model, and the connections to it. */
export class Replica {
  readonly #pool: Pool;

  constructor(readonly origin: string) {
    this.#pool = new Pool(origin, {
      factory: (url, options) => new Connection(url, options),
      // As many connections as requests: a blocked service lets them wait, and that is what is studied.
      connections: null,
      // A replica may take as long as it likes, as behind Traefik: whoever has had enough hangs up.
      connectTimeout: 0,
      headersTimeout: 0,
      bodyTimeout: 0,
      // Shorter than the 72 s of the services, so that hardly ever a request is sent into a connection that just closes.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 10_000,
    });
  }

  send(options: Dispatcher.DispatchOptions, handler: AttemptHandler): void {
    this.#pool.dispatch(options, handler);
  }

  /** Finishes what is in flight, then closes the connections. */
  close(): void {
    void this.#pool.close();
  }
}

class Connection extends Client {
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    (handler as AttemptHandler).isReusedConnection = Boolean(this.stats.connected);
    return super.dispatch(options, handler);
  }
}
