/**
 * Lets in no more orders of one process than may wait. Several are under way at a time, and which of them Redis has counted
 * by the time it is asked is not known: where that matters, an order waits until those before it have ended, and asks again.
 */
export class Admission {
  private underWay = 0;
  private haveEnded: Promise<unknown> = Promise.resolve();

  /** @param countWaiting the jobs that wait, as Redis has them */
  constructor(
    private readonly maxDepth: number,
    private readonly countWaiting: () => Promise<number>,
  ) {}

  /** @returns what `store` resolves with; null where there is no room */
  async admit<T>(store: () => Promise<T>): Promise<T | null> {
    const before = { count: this.underWay, haveEnded: this.haveEnded };
    const { promise, resolve } = Promise.withResolvers<void>();
    // Counted before anything is awaited, so that of two orders one always knows of the other.
    this.underWay++;
    this.haveEnded = before.haveEnded.then(() => promise);
    try {
      return (await this.hasRoom(before)) ? await store() : null;
    } finally {
      this.underWay--;
      resolve();
    }
  }

  private async hasRoom(before: { readonly count: number; readonly haveEnded: Promise<unknown> }): Promise<boolean> {
    const waiting = await this.countWaiting();
    if (waiting >= this.maxDepth || waiting + before.count < this.maxDepth) return waiting < this.maxDepth;
    await before.haveEnded;
    return (await this.countWaiting()) < this.maxDepth;
  }
}
