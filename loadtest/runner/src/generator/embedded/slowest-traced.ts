import type { TracedRequest } from '../../trial/trial.js';

/** Enough to see what slow requests have in common. */
const KEPT = 5;

/** The slowest of the requests that a trace was started for, the slowest first. */
export class SlowestTraced {
  readonly #slowest: TracedRequest[] = [];

  add(request: TracedRequest): void {
    const place = this.#slowest.findIndex(({ latencyMs }) => latencyMs < request.latencyMs);
    this.#slowest.splice(place === -1 ? this.#slowest.length : place, 0, request);
    this.#slowest.length = Math.min(this.#slowest.length, KEPT);
  }

  get all(): readonly TracedRequest[] {
    return this.#slowest;
  }
}
