import { Logger } from '@nestjs/common';
import type { Job as BullJob } from 'bullmq';
import { Redis } from 'ioredis';
import type { Consumer, JobHandler, WorkerOptions } from '../driver.js';
import type { JobRun } from '../job.js';
import { settledWithin } from '../settled-within.js';
import { FencedWorker } from './fenced-worker.js';
import type { JobData } from './job-record.js';
import { putBack } from './put-back.js';
import type { RedisLink } from './redis-link.js';
import { runDelivery } from './run-delivery.js';
import type { Totals } from './totals.js';
import { LeavingError, untilLeaving } from './until-leaving.js';
import type { WorkerRegistry } from './worker-registry.js';
import { type RunOptions, workerSettings } from './worker-settings.js';

/** How long leaving may take once nothing runs any more: Redis may be away, and what was held is found by its lease. */
const LEAVE_MS = 2000;

export interface ConsumerParts {
  readonly name: string;
  readonly prefix: string;
  readonly link: RedisLink;
  readonly registry: WorkerRegistry;
  readonly totals: Totals;
}

/** One worker: BullMQ's, and what a QueueDriver promises beyond it. While Redis is away it waits, and keeps its results. */
export class BullmqConsumer implements Consumer {
  private readonly logger = new Logger('BullMQ');
  private readonly redis: Redis;
  private readonly worker: FencedWorker;
  private readonly heartbeat: string;
  private readonly running = new Set<Promise<JobRun>>();
  private readonly leaving = new AbortController();
  private beating: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly parts: ConsumerParts,
    private readonly options: RunOptions,
    worker: WorkerOptions,
    private readonly handler: JobHandler,
  ) {
    const { name, prefix, link, registry } = parts;
    this.heartbeat = registry.createHeartbeat(worker);
    this.redis = new Redis(link.patient);
    this.redis.on('error', () => undefined); // the link says when Redis is away
    const settings = { prefix, connection: link.patient, concurrency: worker.concurrency, ...workerSettings(options) };
    const take = (job: BullJob<JobData>, token?: string) => this.take(job, token!);
    this.worker = new FencedWorker(name, take, settings, (id) => this.noteLate(id));
    this.worker.on('error', ({ message }) => link.isAvailable && this.logger.warn(message));
  }

  /** Resolves once this worker takes jobs and is on the list; at once where Redis is away, and then it joins later. */
  async start(): Promise<void> {
    const joined = this.join();
    if (this.parts.link.isAvailable) await joined;
    else joined.catch(() => undefined); // closed before Redis was there
  }

  close(graceMs: number): Promise<void> {
    this.closing ??= this.drain(graceMs);
    return this.closing;
  }

  private async join(): Promise<void> {
    await this.worker.waitUntilReady();
    await this.sendHeartbeat();
    this.beating = setInterval(() => {
      if (this.redis.status === 'ready') this.sendHeartbeat().catch(() => undefined);
    }, this.options.leaseMs / 3);
  }

  private sendHeartbeat(): Promise<void> {
    return this.parts.registry.sendHeartbeat(this.redis, this.heartbeat, Date.now() + this.options.leaseMs);
  }

  private async drain(graceMs: number): Promise<void> {
    const closed = this.worker.close();
    await settledWithin(Promise.allSettled(this.running), graceMs);
    this.leaving.abort();
    await settledWithin(closed, LEAVE_MS);
    clearInterval(this.beating);
    const { link, registry } = this.parts;
    if (link.isAvailable) await settledWithin(registry.leave(this.redis, this.heartbeat), LEAVE_MS);
    this.redis.disconnect();
  }

  private async take(delivered: BullJob<JobData>, token: string): Promise<JobRun> {
    // A count that cannot be written now is written before the next run of the job.
    await this.parts.totals.noteStart(this.redis, delivered).catch(() => undefined);
    const run = runDelivery(delivered, this.handler, this.options.retryBaseMs);
    this.running.add(run);
    try {
      return await untilLeaving(run, this.leaving.signal);
    } catch (error) {
      if (error instanceof LeavingError) return await putBack(delivered, token);
      throw error;
    } finally {
      this.running.delete(run);
    }
  }

  private noteLate(id: string): void {
    this.logger.warn(`Job ${id} was given to another worker before this run of it ended. Its result is dropped.`);
    this.parts.totals.noteDuplicate(this.redis).catch(() => undefined);
  }
}
