import { setTimeout as delay } from 'node:timers/promises';
import {
  makeInformer,
  type Informer,
  type KubernetesListObject,
  type KubernetesObject,
  type ObjectCache,
} from '@kubernetes/client-node';
import type { Cluster } from './cluster.js';

const RECONNECT_MS = 500;

/** Objects of one kind as they are now, kept up to date by what the API server tells of them. */
export class WatchedList<T extends KubernetesObject> {
  readonly #informer: Informer<T> & ObjectCache<T>;
  readonly #namespace: string;
  readonly #stopped = new AbortController();
  readonly #waiting = new Set<() => void>();

  readonly #askAgain: () => Promise<unknown>;

  /** @param path of the list, as in a URL of the API */
  constructor(cluster: Cluster, path: string, list: () => Promise<KubernetesListObject<T>>, labelSelector: string) {
    this.#namespace = cluster.namespace;
    const ask = () => cluster.call(`watching ${path}`, list, this.#stopped.signal);
    this.#askAgain = ask;
    this.#informer = makeInformer(cluster.config, path, ask, labelSelector);
    this.#informer.on('change', () => this.#tell());
    this.#informer.on('error', () => void this.#reconnect());
  }

  /** Resolves once all that is there is known. */
  start(): Promise<void> {
    return this.#informer.start();
  }

  get items(): readonly T[] {
    return this.#informer.list(this.#namespace);
  }

  /** Calls back at each change, until told to stop. @returns what stops it */
  onChange(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#informer.stop();
  }

  #tell(): void {
    for (const listener of [...this.#waiting]) listener();
  }

  /** Asks for the list first: that is tried again, and told of, as long as the API server cannot be reached. */
  async #reconnect(): Promise<void> {
    const { signal } = this.#stopped;
    await delay(RECONNECT_MS, undefined, { signal, ref: false }).catch(() => undefined);
    await this.#askAgain().catch(() => undefined);
    if (!signal.aborted) await this.#informer.start();
  }
}
