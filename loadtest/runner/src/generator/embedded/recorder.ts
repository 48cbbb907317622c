import type { Measurement } from '../generator.js';
import type { Answer, RightAnswer } from './answer.js';
import { MicrosecondHistogram } from './microsecond-histogram.js';
import { SlowestTraced } from './slowest-traced.js';

/** From when to when is measured, on the clock of performance.now(). */
export interface Window {
  readonly openAt: number;
  readonly closeAt: number;
}

type Recording = Pick<
  Measurement,
  'requests' | 'throughputPerS' | 'histograms' | 'meanInFlight' | 'latencySumMs' | 'halves' | 'slowestTraced'
>;

/**
 * Counts the requests of one load. What ends in the window is counted; what is under way is integrated over it, so that
 * Little's law can be checked against two numbers that were not made from each other.
 */
export class Recorder {
  readonly #window: Window;
  readonly #latency = new MicrosecondHistogram();
  readonly #wait = new MicrosecondHistogram();
  readonly #service = new MicrosecondHistogram();
  readonly #failures: Record<string, number> = {};
  readonly #traced = new SlowestTraced();
  readonly #halves = [new Mean(), new Mean()] as const;
  #ok = 0;
  #failed = 0;
  #firstAt = 0;
  #lastAt = 0;
  #latencySumMs = 0;
  #inFlight = 0;
  #inFlightArea = 0;
  #advancedTo: number;

  constructor(window: Window) {
    this.#window = window;
    this.#advancedTo = window.openAt;
  }

  /** @param intendedAt from when its latency counts; not after now */
  started(intendedAt: number, now: number): void {
    this.#advance(now);
    this.#inFlight++;
    this.#inFlightArea += this.#clamp(now) - this.#clamp(intendedAt);
  }

  /** @param traceId of the trace that the request started */
  ended(intendedAt: number, now: number, answer: Answer, traceId: string | null): void {
    this.#advance(now);
    this.#inFlight--;
    if (now < this.#window.openAt || now >= this.#window.closeAt) return;
    const latencyMs = now - intendedAt;
    this.#latencySumMs += latencyMs;
    if (!answer.isRight) {
      this.#failed++;
      this.#failures[answer.failure] = (this.#failures[answer.failure] ?? 0) + 1;
      return;
    }
    if (this.#ok++ === 0) this.#firstAt = now;
    this.#lastAt = now;
    this.#latency.record(latencyMs);
    this.#wait.record(answer.waitMs);
    this.#service.record(answer.serviceMs);
    if (traceId !== null) this.#keepTraced(intendedAt, latencyMs, answer, traceId);
    const middle = (this.#window.openAt + this.#window.closeAt) / 2;
    this.#halves[now < middle ? 0 : 1].add(latencyMs);
  }

  /** @param closedAt where the window had no end of its own: when it ended */
  result(closedAt = this.#window.closeAt): Recording {
    this.#advance(closedAt);
    return {
      requests: { ok: this.#ok, failed: this.#failed, failures: this.#failures },
      throughputPerS: this.#throughputPerS(),
      histograms: {
        latency: this.#latency.encode(),
        wait: this.#wait.encode(),
        service: this.#service.encode(),
      },
      meanInFlight: this.#inFlightArea / (closedAt - this.#window.openAt),
      latencySumMs: this.#latencySumMs,
      halves: { firstMeanMs: this.#halves[0].value, secondMeanMs: this.#halves[1].value },
      slowestTraced: this.#traced.all,
    };
  }

  #keepTraced(intendedAt: number, latencyMs: number, { waitMs, serviceMs }: RightAnswer, traceId: string) {
    const at = new Date(performance.timeOrigin + intendedAt).toISOString();
    this.#traced.add({ traceId, at, latencyMs, waitMs, serviceMs });
  }

  #throughputPerS() {
    const spanMs = this.#lastAt - this.#firstAt;
    return spanMs > 0 ? ((this.#ok - 1) / spanMs) * 1000 : null;
  }

  #advance(now: number) {
    const to = this.#clamp(now);
    this.#inFlightArea += this.#inFlight * (to - this.#advancedTo);
    this.#advancedTo = to;
  }

  #clamp(at: number) {
    return Math.min(Math.max(at, this.#window.openAt), this.#window.closeAt);
  }
}

class Mean {
  #sum = 0;
  #count = 0;

  add(value: number) {
    this.#sum += value;
    this.#count++;
  }

  get value() {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }
}
