import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Enqueued } from '../driver.js';
import type { NewJob } from '../job.js';
import type { JobStore } from './job.store.js';
import type { SpoolDatabase } from './spool-database.js';

/** So many inserts hold the loop for a few milliseconds. */
const LARGEST = 256;

interface Pending {
  readonly order: NewJob;
  readonly resolve: (enqueued: Enqueued) => void;
  readonly reject: (error: unknown) => void;
}

/** Group commit: the orders that come in one turn of the loop share a transaction, and are answered after it. */
export class EnqueueBatch {
  private pending: Pending[] = [];
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly database: SpoolDatabase,
    private readonly store: JobStore,
    private readonly maxDepth: number,
    private readonly onStored: () => void,
  ) {}

  add(order: NewJob): Promise<Enqueued> {
    return new Promise((resolve, reject) => {
      this.pending.push({ order, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Resolves when nothing is left to be stored. */
  async drained(): Promise<void> {
    await this.flushing;
  }

  private async flush(): Promise<void> {
    while (this.pending.length > 0) {
      await endOfTurn();
      await this.commit(this.pending.splice(0, LARGEST));
    }
    this.flushing = null;
  }

  private async commit(batch: readonly Pending[]): Promise<void> {
    try {
      const enqueued = await this.database.write(() => batch.map(({ order }) => this.store.add(order, this.maxDepth)));
      batch.forEach(({ resolve }, i) => resolve(enqueued[i]!));
      this.onStored();
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}
