import { setTimeout as delay } from 'node:timers/promises';
import {
  ApiException,
  ListWatch,
  Watch,
  type KubernetesListObject,
  type KubernetesObject,
} from '@kubernetes/client-node';
import type { Cluster } from './cluster.js';

const RECONNECT_MS = 500;

/** Objects of one kind as they are now, kept up to date by what the API server tells of them. */
export class WatchedList<T extends KubernetesObject> {
  readonly #cluster: Cluster;
  readonly #path: string;
  readonly #labelSelector: string;
  readonly #ask: () => Promise<KubernetesListObject<T>>;
  readonly #watch: Watch;
  readonly #stopped = new AbortController();
  readonly #waiting = new Set<() => void>();
  #following: ListWatch<T> | undefined;
  #refusal: ApiException<unknown> | undefined;

  /** @param path of the list, as in a URL of the API */
  constructor(cluster: Cluster, path: string, list: () => Promise<KubernetesListObject<T>>, labelSelector: string) {
    this.#cluster = cluster;
    this.#path = path;
    this.#labelSelector = labelSelector;
    this.#ask = () => cluster.call(`listing ${path}`, list, this.#stopped.signal);
    this.#watch = new StoppableWatch(cluster.config, this.#stopped.signal);
  }

  /** Resolves once all that is there is known. @throws ApiException where the list is refused */
  async start(): Promise<void> {
    await this.#follow(await this.#ask());
  }

  /** @throws ApiException where the API server refuses to tell of changes */
  get items(): readonly T[] {
    if (this.#refusal) throw this.#refusal;
    return this.#following?.list(this.#cluster.namespace) ?? [];
  }

  /** Calls back at each change, until told to stop. @returns what stops it */
  onChange(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  /** Also while it reconnects: no watch is left open. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#following?.stop();
  }

  /** From this list on: it is asked for again only where the API server has forgotten how things went on from it. */
  async #follow(known: KubernetesListObject<T> | undefined): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    const list = () => {
      const first = known;
      known = undefined;
      return first ? Promise.resolve(first) : this.#ask();
    };
    const following = new ListWatch<T>(this.#path, this.#watch, list, false, this.#labelSelector);
    following.on('change', () => this.#tell());
    following.on('error', (error) => void this.#lost(error));
    this.#following = following;
    await following.start();
    if (signal.aborted) await following.stop();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#waiting]) listener();
  }

  #lost(error: unknown): Promise<void> {
    const status = (error as { readonly statusCode?: number } | null)?.statusCode;
    if (status !== 401 && status !== 403) return this.#reconnect();
    const what = `watching ${this.#path} was refused (${status})`;
    this.#refusal = Object.assign(new ApiException<unknown>(status, what, undefined, {}), { message: what });
    this.#tell();
    return Promise.resolve();
  }

  /** Asks for the list first: that is tried again, and told of, as long as the API server cannot be reached. */
  async #reconnect(): Promise<void> {
    const { signal } = this.#stopped;
    try {
      await delay(RECONNECT_MS, undefined, { signal, ref: false });
      await this.#follow(await this.#ask());
    } catch (error) {
      if (signal.aborted) return;
      await this.#lost(error instanceof ApiException ? { statusCode: error.code } : error);
    }
  }
}

/** One that is asked for while the other end is being told to stop would otherwise stay open. */
class StoppableWatch extends Watch {
  constructor(
    config: Cluster['config'],
    private readonly stopped: AbortSignal,
  ) {
    super(config);
  }

  override async watch(...args: Parameters<Watch['watch']>): Promise<AbortController> {
    const request = await super.watch(...args);
    if (this.stopped.aborted) request.abort();
    return request;
  }
}
