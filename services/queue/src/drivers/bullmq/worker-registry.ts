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

  /** What a worker says with each heartbeat. Of all pods the process has the number 1, so it has an id too. */
  createHeartbeat({ concurrency, threads, cpuSlots }: WorkerOptions): string {
    return JSON.stringify({ id: randomUUID(), pid: process.pid, concurrency, threads, cpuSlots });
  }

  /** Puts a worker on the list, or keeps it there. */
  async sendHeartbeat(client: Redis, heartbeat: string, aliveUntil: number): Promise<void> {
    await client.multi().zadd(this.key, aliveUntil, heartbeat).zremrangebyscore(this.key, '-inf', Date.now()).exec();
  }

  async leave(client: Redis, heartbeat: string): Promise<void> {
    await client.zrem(this.key, heartbeat);
  }

  /** Adds one question, whose answer goes to `toWorkers`. */
  addQuestion(multi: ChainableCommander): ChainableCommander {
    return multi.zrange(this.key, Date.now(), '+inf', 'BYSCORE');
  }
}

export function toWorkers(heartbeats: readonly string[]): Workers {
  const workers = heartbeats.map((heartbeat) => JSON.parse(heartbeat) as Workers[number]);
  return workers
    .map(({ pid, concurrency, threads, cpuSlots }) => ({ pid, concurrency, threads, cpuSlots }))
    .sort((a, b) => a.pid - b.pid);
}
