import { count } from '../results/figure.js';
import type { Delivery, RemoteWrite } from './remote-write.js';
import type { Sample } from './sample.js';

const TIMEOUT_MS = 5_000;

/** Samples on their way: what does not arrive goes again with the next push, until the last. */
export class Outbox {
  readonly #server: Pick<RemoteWrite, 'write' | 'shownUrl'>;
  readonly #onNote: (message: string) => void;
  #pending: readonly Sample[] = [];
  #refused = 0;
  #given = 0;
  #isFailing = false;
  #reason = '';
  #pushing: Promise<void> = Promise.resolve();
  readonly #abandoning = new AbortController();

  /** @param onNote told once when pushes begin to fail, and once when they arrive again */
  constructor(server: Pick<RemoteWrite, 'write' | 'shownUrl'>, onNote: (message: string) => void) {
    this.#server = server;
    this.#onNote = onNote;
  }

  /**
   * Sends these with all that did not arrive yet, after a push that is under way. Never rejects.
   *
   * @param passing what is worth nothing later: sent once and not kept
   */
  push(samples: readonly Sample[], passing: readonly Sample[] = [], timeoutMs = TIMEOUT_MS): Promise<void> {
    this.#given += samples.length;
    this.#pending = [...this.#pending, ...samples];
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#abandoning.signal]);
    this.#pushing = this.#pushing.then(() => this.#send(passing, signal));
    return this.#pushing;
  }

  /** Gives up what is under way: a server that hangs must not hold the process. */
  abandon(): void {
    this.#abandoning.abort();
  }

  /** How many of the samples to be kept arrived, in a line, or how many did not. */
  get outcome(): string {
    const lost = this.#pending.length + this.#refused;
    if (lost === 0) return `${count(this.#given, 'sample')} pushed to ${this.#server.shownUrl}.`;
    return `${lost} of ${this.#given} samples did not arrive at ${this.#server.shownUrl}: ${asSentence(this.#reason)}`;
  }

  async #send(passing: readonly Sample[], signal: AbortSignal): Promise<void> {
    const kept = this.#pending;
    if (kept.length + passing.length === 0) return;
    // In the order of their times: a server may refuse what comes after something later.
    const delivery = await this.#server.write([...passing, ...kept], signal);
    // What was given meanwhile stands behind what was sent.
    if (delivery.state !== 'failed') this.#pending = this.#pending.slice(kept.length);
    if (delivery.state === 'refused') this.#refused += kept.length;
    this.#tell(delivery);
  }

  #tell(delivery: Delivery): void {
    const isFailing = delivery.state !== 'arrived';
    if (isFailing) this.#reason = delivery.reason;
    if (isFailing === this.#isFailing) return;
    this.#isFailing = isFailing;
    const { shownUrl } = this.#server;
    const after = delivery.state === 'failed' ? ', and what can be kept is sent again.' : '.';
    this.#onNote(
      isFailing
        ? `Pushing metrics to ${shownUrl} fails: ${asSentence(this.#reason)} The run goes on${after}`
        : `Pushing metrics to ${shownUrl} works again.`,
    );
  }
}

function asSentence(reason: string): string {
  return /[.?]$/.test(reason) ? reason : `${reason}.`;
}
