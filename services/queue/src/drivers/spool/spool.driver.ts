import type { Consumer, Enqueued, JobHandler, QueueDriver, QueueStats, Removal, WorkerOptions } from '../driver.js';
import type { Job, JobState, NewJob } from '../job.js';
import { Bell } from './bell.js';
import { EnqueueBatch } from './enqueue-batch.js';
import { JobStore } from './job.store.js';
import { refused } from './open-spool.js';
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
  private readonly bell: Bell;
  private readonly consumers = new Set<SpoolConsumer>();
  private hasMissed = false;

  private constructor(
    private readonly database: SpoolDatabase,
    private readonly options: SpoolOptions,
  ) {
    this.jobs = new JobStore(database);
    this.statistics = new StatsStore(database);
    this.waiters = new Waiters(database, this.jobs);
    this.batch = new EnqueueBatch(database, this.jobs, options.maxDepth, () => this.announce());
    this.bell = new Bell(options.file, () => this.look());
  }

  /** @throws SpoolUnusableError where the file cannot serve as a spool */
  static async open(options: SpoolOptions): Promise<SpoolDriver> {
    const driver = new SpoolDriver(await SpoolDatabase.open(options), options);
    try {
      driver.bell.ring();
    } catch (error) {
      await driver.close();
      throw refused(options.file, `belongs to another user than this process's (${(error as Error).message})`);
    }
    return driver;
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

  async remove(id: string): Promise<Removal> {
    const removal = await this.database.write(() => this.jobs.remove(id));
    if (removal === 'removed') this.announce();
    return removal;
  }

  waitUntilEnded(id: string, signal: AbortSignal): Promise<Job | null> {
    return this.waiters.wait(id, signal);
  }

  stats(): Promise<QueueStats> {
    return this.database.read(() => this.statistics.read());
  }

  async consume(handler: JobHandler, options: WorkerOptions): Promise<Consumer> {
    const consumer = new SpoolConsumer(this.database, this.options, options, handler, () => this.announce());
    this.consumers.add(consumer);
    await consumer.start();
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close(0)));
    await this.batch.drained();
    this.bell.close();
    this.database.close();
  }

  /** We have committed something that others may wait for. */
  private announce(): void {
    try {
      this.bell.ring();
    } catch {
      this.database.checkIdentity(); // most likely the file is gone
    }
    this.changed();
  }

  /** Something was committed, by us or by another process, or it is time to look all the same. */
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
