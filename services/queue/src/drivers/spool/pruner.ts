import type { SpoolDatabase } from './spool-database.js';

export interface PrunerOptions {
  readonly keepDoneMs: number;
  readonly keepDone: number;
}

/** So many deletes hold the loop for a few milliseconds. */
const LARGEST = 256;

const OLDEST = `SELECT seq, finished_at FROM jobs WHERE state = 'done' ORDER BY ended LIMIT :limit`;

const STATEMENTS = {
  oldest: OLDEST,
  count: 'SELECT done FROM queue',
  tooMany: `DELETE FROM jobs WHERE seq IN (SELECT seq FROM (${OLDEST}))`,
  tooOld: `DELETE FROM jobs WHERE seq IN (SELECT seq FROM (${OLDEST}) WHERE finished_at < :before)`,
};

/** Keeps the spool from growing for ever: forgets done jobs beyond a number and an age, the oldest first. */
export class Pruner {
  private readonly sql;

  constructor(
    private readonly database: SpoolDatabase,
    private readonly options: PrunerOptions,
  ) {
    this.sql = database.prepareAll(STATEMENTS);
  }

  async prune(): Promise<void> {
    while (await this.database.read(() => this.isNeeded())) {
      await this.database.write(() => {
        this.sql.tooMany.run({ limit: Math.max(0, Math.min(LARGEST, this.excess())) });
        this.sql.tooOld.run({ limit: LARGEST, before: this.oldestKept() });
      });
    }
  }

  private isNeeded(): boolean {
    const oldest = this.sql.oldest.get({ limit: 1 });
    return this.excess() > 0 || Number(oldest?.finished_at ?? Infinity) < this.oldestKept();
  }

  private excess(): number {
    return Number(this.sql.count.get()!.done) - this.options.keepDone;
  }

  private oldestKept(): number {
    return Date.now() - this.options.keepDoneMs;
  }
}
