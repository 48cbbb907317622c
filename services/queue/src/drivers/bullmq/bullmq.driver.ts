import { Queue } from 'bullmq';
import type { Consumer, Enqueued, JobHandler, QueueDriver, QueueStats, Removal, WorkerOptions } from '../driver.js';
import type { Job, JobState, NewJob } from '../job.js';
import { BullmqConsumer } from './bullmq.consumer.js';
import type { JobData } from './job-record.js';
import { JobReader } from './job.reader.js';
import { JobWriter } from './job.writer.js';
import { RedisLink, type RedisLinkOptions } from './redis-link.js';
import { StatsReader } from './stats.reader.js';
import { Totals } from './totals.js';
import { Waiters } from './waiters.js';
import { WorkerRegistry } from './worker-registry.js';
import type { RunOptions } from './worker-settings.js';

export interface BullmqOptions extends RedisLinkOptions, RunOptions {
  /** What all keys in Redis begin with: queues with different prefixes do not know each other. */
  readonly prefix: string;
  /** More jobs than this may not wait. */
  readonly maxDepth: number;
}

const NAME = 'jobs';

/** Jobs in Redis, kept by BullMQ and shared by API and worker processes on any number of machines. */
export class BullmqDriver implements QueueDriver {
  private readonly reader: JobReader;
  private readonly writer: JobWriter;
  private readonly statistics: StatsReader;
  private readonly waiters: Waiters;
  private readonly registry: WorkerRegistry;
  private readonly totals: Totals;
  private readonly consumers = new Set<BullmqConsumer>();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly link: RedisLink,
    private readonly options: BullmqOptions,
  ) {
    const { prefix } = options;
    // Over the link it has nothing to wait for and nothing to check, so it works as soon as the link does.
    const skipped = { skipWaitingForReady: true, skipVersionCheck: true, skipMetasUpdate: true };
    const queue = new Queue<JobData>(NAME, { connection: link.client, prefix, ...skipped });
    queue.on('error', () => undefined); // the link says when Redis is away
    this.registry = new WorkerRegistry(queue);
    this.totals = new Totals(queue);
    this.reader = new JobReader(link, queue);
    this.writer = new JobWriter(link, queue, this.reader, options.maxDepth);
    this.statistics = new StatsReader(link, queue, this.registry, this.totals);
    this.waiters = new Waiters(link, this.reader, { name: NAME, prefix, eventsKey: queue.keys.events! });
    link.client.on('ready', () => this.waiters.lookAgain());
  }

  /** Resolves whether or not Redis is there: `onAvailability` says so, then and whenever it comes or goes. */
  static async open(options: BullmqOptions): Promise<BullmqDriver> {
    return new BullmqDriver(await RedisLink.open(options), options);
  }

  enqueue(job: NewJob): Promise<Enqueued> {
    return this.writer.add(job);
  }

  find(id: string): Promise<Job | null> {
    return this.reader.find(id);
  }

  list(filter: { readonly state?: JobState; readonly limit: number }): Promise<readonly Job[]> {
    return this.reader.list(filter);
  }

  remove(id: string): Promise<Removal> {
    return this.writer.remove(id);
  }

  waitUntilEnded(id: string, signal: AbortSignal): Promise<Job | null> {
    return this.waiters.wait(id, signal);
  }

  stats(): Promise<QueueStats> {
    return this.statistics.read();
  }

  async consume(handler: JobHandler, options: WorkerOptions): Promise<Consumer> {
    const { link, registry, totals } = this;
    const parts = { name: NAME, prefix: this.options.prefix, link, registry, totals };
    const consumer = new BullmqConsumer(parts, this.options, options, handler);
    this.consumers.add(consumer);
    await consumer.start();
    return consumer;
  }

  close(): Promise<void> {
    this.closing ??= this.letGo();
    return this.closing;
  }

  private async letGo(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close(0)));
    await this.waiters.close();
    await this.link.close();
  }
}
