import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { ChainableCommander, Redis } from 'ioredis';
import type { QueueStats, WorkerOptions } from '../driver.js';

type Workers = QueueStats['workers'];

/**
 * The workers alive, each leased like a job: one that is killed drops off. Redis's own list of clients will not do: one whose
 * machine is gone stays on it for minutes, and one that reconnects is missing.
 */
export class WorkerRegistry {
  private readonly key: string;

  constructor(queue: Pick<Queue, 'toKey'>) {
    this.key = queue.toKey('workers');
  }

  /** Of all pods the process has the number 1, so an entry has an id too. */
  createEntry({ concurrency, threads }: WorkerOptions): string {
    return JSON.stringify({ id: randomUUID(), pid: process.pid, concurrency, threads });
  }

  /** Enters a worker, or says that it is still there. */
  async sign(client: Redis, entry: string, aliveUntil: number): Promise<void> {
    await client.multi().zadd(this.key, aliveUntil, entry).zremrangebyscore(this.key, '-inf', Date.now()).exec();
  }

  async leave(client: Redis, entry: string): Promise<void> {
    await client.zrem(this.key, entry);
  }

  /** One question, whose answer goes to `toWorkers`. */
  ask(multi: ChainableCommander): ChainableCommander {
    return multi.zrange(this.key, Date.now(), '+inf', 'BYSCORE');
  }
}

export function toWorkers(entries: readonly string[]): Workers {
  const workers = entries.map((entry) => JSON.parse(entry) as Workers[number]);
  return workers.map(({ pid, concurrency, threads }) => ({ pid, concurrency, threads })).sort((a, b) => a.pid - b.pid);
}
