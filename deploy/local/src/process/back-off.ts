export interface BackOffPolicy {
  readonly firstMs: number;
  readonly maxMs: number;
  /** A process that was ready for this long starts again from firstMs. */
  readonly resetAfterMs: number;
}

export const RESTART_POLICY: BackOffPolicy = { firstMs: 200, maxMs: 10_000, resetAfterMs: 10_000 };

/** How long to wait before the next start: twice as long after each end that came soon. */
export class BackOff {
  #nextMs: number;

  constructor(private readonly policy: BackOffPolicy) {
    this.#nextMs = policy.firstMs;
  }

  /** @param readyForMs how long the process was ready before it ended; 0 if it never was */
  delayMs(readyForMs: number): number {
    if (readyForMs >= this.policy.resetAfterMs) this.#nextMs = this.policy.firstMs;
    const delayMs = this.#nextMs;
    this.#nextMs = Math.min(delayMs * 2, this.policy.maxMs);
    return delayMs;
  }
}
