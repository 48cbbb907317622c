import { Logger } from '@nestjs/common';
import type { WorkerOptions } from '../driver.js';
import type { Claim, RunStore } from './run.store.js';
import type { Slots } from './slots.js';
import type { SpoolDatabase } from './spool-database.js';
import { WorkerStore } from './worker.store.js';

/** Progress reaches the spool no more often than this. */
const PROGRESS_MS = 250;

export interface Trade {
  readonly claims: readonly Claim[];
  /** Whether jobs have ended, so that whoever waits for one is to be told. */
  readonly hasEnded: boolean;
}

/** What one worker and the spool have to tell each other: endings, progress and leases there, jobs here. */
export class Exchange {
  private readonly logger = new Logger('Spool');
  private readonly worker: WorkerStore;
  private renewAt = 0;
  private progressAt = 0;

  constructor(
    private readonly database: SpoolDatabase,
    private readonly store: RunStore,
    private readonly slots: Slots,
    private readonly leaseMs: number,
    worker: WorkerOptions,
  ) {
    this.worker = new WorkerStore(database, worker);
  }

  /** Says all there is to say in one transaction, and claims jobs for the free slots if `isTaking`. */
  async trade(isTaking: boolean): Promise<Trade> {
    const { endings } = this.slots;
    const free = isTaking ? this.slots.free + endings.length : 0;
    const isRenewing = Date.now() >= this.renewAt;
    const progress = Date.now() >= this.progressAt ? this.slots.takeProgress() : [];
    // A look takes no lock, and most wake-ups are about jobs that another worker already took.
    const isWriting = endings.length > 0 || isRenewing || progress.length > 0;
    if (!isWriting && !(free > 0 && (await this.hasDue()))) return { claims: [], hasEnded: false };

    const { late, claims } = await this.database.write(() => {
      const late = endings.filter((ending) => !this.store.end(ending));
      for (const [claim, step] of progress) this.store.storeProgress(claim, step);
      // Before the claim, so that a process that was held longer than its lease does not take its own jobs again.
      if (isRenewing) this.renewAll();
      return { late, claims: this.store.claim(free, Date.now() + this.leaseMs) };
    });
    for (const { claim } of late) {
      this.logger.warn(
        `Job ${claim.job.id} was given to another worker before this run of it ended. Its result is dropped.`,
      );
    }
    if (isRenewing) this.renewAt = Date.now() + this.leaseMs / 3;
    if (progress.length > 0) this.progressAt = Date.now() + PROGRESS_MS;
    this.slots.release(endings);
    for (const claim of claims) this.slots.take(claim);
    return { claims, hasEnded: endings.length > 0 };
  }

  /** Says piece by piece what did not go in one, so that one result without room does not hold up the others. */
  async salvage(): Promise<void> {
    await this.database.write(() => this.renewAll());
    for (const ending of this.slots.endings) {
      await this.database.write(() => this.store.end(ending));
      this.slots.release([ending]);
    }
  }

  /** When to come again without a wake-up, epoch milliseconds. */
  async nextAt(isTaking: boolean): Promise<number> {
    const isLooking = isTaking && this.slots.free > 0;
    const dueAt = isLooking ? await this.database.read(() => this.store.nextDueAt()) : Infinity;
    return Math.min(dueAt, this.renewAt, this.slots.hasProgress ? this.progressAt : Infinity);
  }

  /** Writes what has ended, gives back what still runs, and strikes the worker off the list. */
  async leave(): Promise<void> {
    const { endings, running } = this.slots;
    await this.database.write(() => {
      for (const ending of endings) this.store.end(ending);
      for (const claim of running) this.store.release(claim);
      this.worker.leave();
    });
  }

  /** The worker itself is leased like its jobs: one that is killed drops off the list. */
  private renewAll(): void {
    const leaseEnd = Date.now() + this.leaseMs;
    this.worker.heartbeat(leaseEnd);
    for (const claim of this.slots.held) this.store.renew(claim, leaseEnd);
  }

  private hasDue(): Promise<boolean> {
    return this.database.read(() => this.store.hasDue());
  }
}
