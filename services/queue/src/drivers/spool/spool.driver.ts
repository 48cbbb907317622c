import type { Consumer, Enqueued, JobHandler, QueueDriver, QueueStats, Removal, WorkerOptions } from '../driver.js';
import type { Job, JobState, NewJob } from '../job.js';
import { ChangeSignal } from './change-signal.js';
import { EnqueueBatch } from './enqueue-batch.js';
import { JobStore } from './job.store.js';
import { SpoolConsumer } from './spool.consumer.js';
import { SpoolDatabase, type SpoolFileOptions } from './spool-database.js';
import { StatsStore } from './stats.store.js';
import { Waiters } from './waiters.js';

export interface SpoolOptions extends SpoolFileOptions {
  /** More jobs than this may not wait. */
  readonly maxDepth: number;
  /** For how long a worker that says nothing keeps its jobs. */
  readonly leaseMs: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly retryBaseMs: number;
  /** Done jobs are forgotten when they are older, or more, than this. Failed ones never are. */
  readonly keepDoneMs: number;
  readonly keepDone: number;
}

/** Jobs in one SQLite file, shared by any number of API and worker processes of one machine. */
export class SpoolDriver implements QueueDriver {
  private readonly jobs: JobStore;
  private readonly statistics: StatsStore;
  private readonly waiters: Waiters;
  private readonly batch: EnqueueBatch;
  private readonly signal: ChangeSignal;
  private readonly consumers = new Set<SpoolConsumer>();
  private hasMissed = false;

  private constructor(
    private readonly database: SpoolDatabase,
    private readonly options: SpoolOptions,
  ) {
    this.jobs = new JobStore(database);
    this.statistics = new StatsStore(database);
    this.waiters = new Waiters(database, this.jobs);
    this.batch = new EnqueueBatch(database, this.jobs, options.maxDepth, () => this.changed());
    this.signal = new ChangeSignal(options.file, () => this.look());
  }

  /** @throws SpoolUnusableError where the file cannot serve as a spool */
  static async open(options: SpoolOptions): Promise<SpoolDriver> {
    return new SpoolDriver(await SpoolDatabase.open(options), options);
  }

  enqueue(job: NewJob): Promise<Enqueued> {
    return this.batch.add(job);
  }

  find(id: string): Promise<Job | null> {
    return this.database.read(() => this.jobs.find(id));
  }

  list(filter: { readonly state?: JobState; readonly limit: number }): Promise<readonly Job[]> {
    return this.database.read(() => this.jobs.list(filter));
  }

  remove(id: string): Promise<Removal> {
    return this.database.write(() => this.jobs.remove(id));
  }

  waitUntilEnded(id: string, signal: AbortSignal): Promise<Job | null> {
    return this.waiters.wait(id, signal);
  }

  stats(): Promise<QueueStats> {
    return this.database.read(() => this.statistics.read());
  }

  async consume(handler: JobHandler, options: WorkerOptions): Promise<Consumer> {
    const consumer = new SpoolConsumer(this.database, this.options, options, handler, () => this.changed());
    await consumer.start();
    this.consumers.add(consumer);
    return consumer;
  }

  async close(): Promise<void> {
    this.signal.close();
    await this.batch.drained();
    this.database.close();
  }

  /** Something was written, by us or by another process, or it is time to look all the same. */
  private look(): void {
    this.database.checkIdentity();
    if (this.database.hasNews() || this.hasMissed) this.changed();
  }

  private changed(): void {
    this.waiters.check().then(
      () => (this.hasMissed = false),
      () => (this.hasMissed = true), // the spool is locked or unreadable for a moment: the next look tries again
    );
    for (const consumer of this.consumers) consumer.wake();
  }
}
