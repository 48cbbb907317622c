import { Replica } from './replica.js';

/** The ready replicas of one model, taken in turn. */
export class Balancer {
  #replicas: readonly Replica[] = [];
  #next = 0;

  /** Replaces the replicas; those that stay keep their connections. */
  update(origins: readonly string[]): void {
    const before = new Map(this.#replicas.map((replica) => [replica.origin, replica]));
    this.#replicas = origins.map((origin) => before.get(origin) ?? new Replica(origin));
    for (const replica of before.values()) if (!this.#replicas.includes(replica)) replica.close();
  }

  /** The replica whose turn it is, passing over those that were tried; undefined where none is left. */
  take(tried: ReadonlySet<Replica>): Replica | undefined {
    const count = this.#replicas.length;
    for (let i = 0; i < count; i++) {
      const replica = this.#replicas[this.#next++ % count]!;
      if (!tried.has(replica)) return replica;
    }
    return undefined;
  }
}
