import type { SecondSample } from '../../trial/trial.js';

/** Times are sums of large numbers: one that is meant to be a whole second may come out a little below it. */
const ROUNDING_MS = 0.001;

/**
 * What became of the requests of each second, by the second in which they were to start: who came while the service was
 * behind is counted there, however late the answer was, and not where the backlog was worked off.
 */
export class SecondSeries {
  readonly #latenciesMs: number[][];
  readonly #failed: number[];

  constructor(durationMs: number) {
    const seconds = Math.ceil(durationMs / 1000);
    this.#latenciesMs = Array.from({ length: seconds }, () => []);
    this.#failed = Array.from({ length: seconds }, () => 0);
  }

  /** @param intendedMs from the opening of the window, as both times are */
  ended(intendedMs: number, answeredMs: number, isRight: boolean): void {
    const second = Math.min(Math.floor((intendedMs + ROUNDING_MS) / 1000), this.#failed.length - 1);
    if (isRight) this.#latenciesMs[second]!.push(answeredMs - intendedMs);
    else this.#failed[second]!++;
  }

  result(): SecondSample[] {
    return this.#latenciesMs.map((latenciesMs, second) => ({
      second,
      ok: latenciesMs.length,
      failed: this.#failed[second]!,
      p95Ms: percentile95(latenciesMs),
      replicas: null,
    }));
  }
}

/** The nearest rank: a second has few requests, and the figure is to be one of theirs. */
function percentile95(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? null;
}
