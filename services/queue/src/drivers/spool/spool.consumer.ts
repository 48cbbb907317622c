import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Consumer, type JobHandler, QueueUnavailableError, type WorkerOptions } from '../driver.js';
import type { Progress } from '../job.js';
import { settledWithin } from '../settled-within.js';
import { Exchange } from './exchange.js';
import { Pruner, type PrunerOptions } from './pruner.js';
import { runClaim } from './run-claim.js';
import { type Claim, RunStore } from './run.store.js';
import { Slots } from './slots.js';
import type { SpoolDatabase } from './spool-database.js';
import { SpoolUnusableError } from './spool-error.js';

export interface ConsumerOptions extends PrunerOptions {
  readonly leaseMs: number;
  readonly retryBaseMs: number;
}

/** Looks again after this long at the latest, whatever rings went missing. */
const SAFETY_MS = 500;
/** How long to leave a spool alone that could not be written. */
const STUCK_MS = 100;
const PRUNE_MS = 1000;

/**
 * One worker on the spool: fills its slots with jobs, runs them, and writes how they ended. It works in turns, one at a
 * time; a wake-up during a turn asks for one more. What cannot be written stays in its slot until it can.
 */
export class SpoolConsumer implements Consumer {
  private readonly logger = new Logger('Spool');
  private readonly slots: Slots;
  private readonly exchange: Exchange;
  private readonly pruning: NodeJS.Timeout;
  private readonly started = Promise.withResolvers<void>();
  private readonly emptied = Promise.withResolvers<void>();
  private state: 'taking' | 'draining' | 'closed' = 'taking';
  private turns: Promise<void> = Promise.resolve();
  private closing: Promise<void> | undefined;
  private isTurning = false;
  private isWanted = false;
  private isStuck = false;
  private stuckUntil = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    database: SpoolDatabase,
    options: ConsumerOptions,
    worker: WorkerOptions,
    private readonly handler: JobHandler,
    /** Jobs have ended, or wait again. */
    private readonly onChange: () => void,
  ) {
    this.slots = new Slots(worker.concurrency);
    const store = new RunStore(database, options.retryBaseMs);
    this.exchange = new Exchange(database, store, this.slots, options.leaseMs, worker);
    const pruner = new Pruner(database, options);
    this.pruning = setInterval(() => void pruner.prune().catch(() => undefined), PRUNE_MS).unref();
  }

  /** There may be something to do. Cheap, and safe to call at any time. */
  wake(): void {
    this.isWanted = true;
    if (!this.isTurning && this.state !== 'closed') this.turns = this.takeTurns();
  }

  /** Resolves after the first turn: the worker is on the list, or the spool cannot be written now. */
  async start(): Promise<void> {
    this.wake();
    await this.started.promise;
  }

  close(graceMs: number): Promise<void> {
    this.closing ??= this.drain(graceMs);
    return this.closing;
  }

  private async drain(graceMs: number): Promise<void> {
    this.state = 'draining';
    this.wake();
    await settledWithin(this.emptied.promise, graceMs);
    this.state = 'closed';
    clearInterval(this.pruning);
    await this.turns;
    clearTimeout(this.timer);
    await this.exchange.leave().catch((error: Error) => this.logger.warn(`Left without a word. ${error.message}`));
    this.onChange();
  }

  private async takeTurns(): Promise<void> {
    this.isTurning = true;
    clearTimeout(this.timer);
    let nextAt = this.stuckUntil;
    while (this.isWanted && this.state !== 'closed' && Date.now() >= this.stuckUntil) {
      await endOfTurn();
      this.isWanted = false;
      nextAt = await this.takeTurn();
      this.started.resolve();
    }
    // Not unreferenced: a worker has nothing else that keeps its process alive.
    this.timer = setTimeout(() => this.wake(), Math.min(Math.max(0, nextAt - Date.now()), SAFETY_MS));
    this.isTurning = false;
  }

  /** @returns when to come again without a wake-up, epoch milliseconds */
  private async takeTurn(): Promise<number> {
    try {
      if (this.isStuck) await this.exchange.salvage();
      const isTaking = this.state === 'taking';
      const { claims, hasEnded } = await this.exchange.trade(isTaking);
      this.noteFlowing();
      for (const claim of claims) void this.run(claim);
      if (this.slots.isEmpty && !isTaking) this.emptied.resolve();
      if (hasEnded) this.onChange();
      return await this.exchange.nextAt(isTaking);
    } catch (error) {
      // Of an unusable spool the owner has been told, who ends the process.
      if (error instanceof QueueUnavailableError || error instanceof SpoolUnusableError) return this.noteStuck(error);
      return this.giveUp(error as Error);
    }
  }

  private async run(claim: Claim): Promise<void> {
    const onProgress = (progress: Progress) => {
      this.slots.noteProgress(claim, progress);
      this.wake();
    };
    this.slots.end(await runClaim(claim, this.handler, onProgress));
    this.wake();
  }

  private noteFlowing(): void {
    if (this.isStuck) this.logger.log('The spool takes results again.');
    this.isStuck = false;
  }

  private noteStuck(error: Error): number {
    if (!this.isStuck) this.logger.warn(`${error.message} Results are kept until it takes them.`);
    this.isStuck = true;
    this.stuckUntil = Date.now() + STUCK_MS;
    return this.stuckUntil;
  }

  /** A defect of ours would come again with every turn. What runs is leased, and so is run again elsewhere. */
  private giveUp(error: Error): number {
    this.state = 'closed';
    this.logger.error(`This worker ends, for a turn of it failed: ${error.message}`, error.stack);
    // Nobody catches this on purpose: the process ends with 1, and its supervisor starts it again.
    setImmediate(() => {
      throw error;
    });
    return Infinity;
  }
}
