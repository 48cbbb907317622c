/**
 * The slot that a connection from the primary holds. It is free again when the connection has had its answer, or is gone,
 * and no work of it runs any more: a client that hangs up does not end the work.
 */
export class SlotLease {
  private isOver = false;
  private runs = 0;
  private isReturned = false;

  /**
   * @param arrivedAt when the first byte of its request reached the primary, in epoch milliseconds
   * @param giveBack called once
   */
  constructor(
    readonly arrivedAt: number,
    private readonly giveBack: () => void,
  ) {}

  begin(): void {
    this.runs++;
  }

  end(): void {
    this.runs--;
    this.settle();
  }

  /** The connection has had its answer, or is gone. */
  close(): void {
    this.isOver = true;
    this.settle();
  }

  private settle(): void {
    if (this.isReturned || !this.isOver || this.runs > 0) return;
    this.isReturned = true;
    this.giveBack();
  }
}
