import { setTimeout as delay } from 'node:timers/promises';
import { START_TIMEOUT_MS } from '../config.js';
import { BackOff, RESTART_POLICY } from './back-off.js';
import { describeEnding } from './describe-ending.js';
import { ProcessLife } from './process-life.js';
import { type Ending, type Endpoint, EXIT_UNUSABLE, type ProcessSpec } from './process.types.js';

export interface ServiceProcessEvents {
  /** Told in words what happened to it after it was ready once. */
  readonly onEvent: (message: string) => void;
  /** Told each line that it writes. */
  readonly onLog?: (message: string) => void;
  /** Told when it is ready, and with null when it no longer is. */
  readonly onChange?: (endpoint: Endpoint | null) => void;
  /** Told what it sends over IPC besides that it is ready. */
  readonly onMessage?: (message: unknown) => void;
}

/** A process that is kept alive: what ends is started again, until it is stopped or says that it cannot run. */
export class ServiceProcess {
  #life: ProcessLife | null = null;
  #endpoint: Endpoint | null = null;
  #port: number | null = null;
  /** Whoever watches it was told of it, too; but a service that cannot have it again is better off with another. */
  #adminPort: number | null = null;
  #supervision: Promise<void> = Promise.resolve();
  readonly #backOff = new BackOff(RESTART_POLICY);
  readonly #stopping = new AbortController();

  constructor(
    private readonly spec: ProcessSpec,
    private readonly events: ServiceProcessEvents,
  ) {}

  /** Null while it is not ready. */
  get endpoint(): Endpoint | null {
    return this.#endpoint;
  }

  /**
   * Starts it for the first time. Unlike later ones this start is not tried again.
   *
   * @throws Error with the service's own last words where it ends or stays silent, and where it is stopped meanwhile
   */
  async start(): Promise<Endpoint> {
    if (this.#stopping.signal.aborted) throw new Error(`${this.spec.name} was stopped before it was started.`);
    const life = this.#begin();
    const outcome = await this.#untilReady(life);
    if (this.#stopping.signal.aborted) throw new Error(`${life.title} was stopped while it started.`);
    if ('reason' in outcome) throw new Error(`${life.title} did not start: it ${describeEnding(outcome)}`);
    this.#supervision = this.#supervise(life);
    return outcome;
  }

  send(message: object): void {
    this.#life?.send(message);
  }

  /** Drains and stops it. Safe to call at any moment, and twice. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#life?.stop();
    await this.#supervision;
  }

  async #supervise(first: ProcessLife): Promise<void> {
    let life = first;
    for (;;) {
      const readyAt = this.#endpoint ? performance.now() : null;
      const ending = await life.ended;
      this.#change(null);
      if (this.#stopping.signal.aborted) return;
      if (ending.code === EXIT_UNUSABLE) {
        return this.events.onEvent(`${life.title} cannot run and is not started again: it ${describeEnding(ending)}`);
      }
      const delayMs = this.#backOff.delayMs(readyAt === null ? 0 : performance.now() - readyAt);
      const again = `starting it again in ${delayMs / 1000} s`;
      this.events.onEvent(`${life.title} ${describeEnding(ending, again)}`);
      await delay(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      life = this.#begin();
      const outcome = await this.#untilReady(life);
      if ('pid' in outcome) this.events.onEvent(`${life.title} is ready again.`);
    }
  }

  #begin(): ProcessLife {
    const life = new ProcessLife(
      { ...this.spec, env: { ...this.spec.env, ...this.#portsKept() } },
      {
        onLine: (line) => this.events.onLog?.(`${life.title}: ${line}`),
        onMessage: (message) => this.events.onMessage?.(message),
      },
    );
    this.#life = life;
    return life;
  }

  async #untilReady(life: ProcessLife): Promise<Endpoint | Ending> {
    const timer = setTimeout(
      () => void life.kill(`was not ready after ${START_TIMEOUT_MS / 1000} s`),
      START_TIMEOUT_MS,
    );
    const outcome = await Promise.race([life.ready, life.ended]);
    clearTimeout(timer);
    const isReady = 'pid' in outcome;
    this.#adminPort = isReady ? outcome.adminPort : null;
    if (isReady && !this.#stopping.signal.aborted) {
      this.#port = outcome.port;
      this.#change(outcome);
    }
    return outcome;
  }

  #portsKept(): Record<string, string> {
    return {
      ...(this.spec.keepsPort && this.#port ? { PORT: String(this.#port) } : {}),
      ...(this.#adminPort ? { ADMIN_PORT: String(this.#adminPort) } : {}),
    };
  }

  #change(endpoint: Endpoint | null): void {
    if (this.#endpoint === endpoint) return;
    this.#endpoint = endpoint;
    this.events.onChange?.(endpoint);
  }
}
