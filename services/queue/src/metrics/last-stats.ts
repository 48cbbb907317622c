import type { QueueDriver, QueueStats } from '../drivers/driver.js';

/** Asks the queue once for all families of a scrape. */
export class LastStats {
  private asking: Promise<QueueStats | null> | null = null;

  constructor(private readonly driver: QueueDriver) {}

  /** @returns null where the queue cannot be asked now: a scrape fails for nobody's sake */
  read(): Promise<QueueStats | null> {
    this.asking ??= this.driver
      .stats()
      .catch(() => null)
      .finally(() => (this.asking = null));
    return this.asking;
  }
}
