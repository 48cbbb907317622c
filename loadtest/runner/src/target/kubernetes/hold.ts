import { RENEW_MS } from './holder.js';
import type { Keep, Keepsake } from './originals.js';

/** This run was taken for a dead one: what it measures from then on may be shaped by another. */
export class HoldLost extends Error {
  override readonly name = 'HoldLost';
}

/** That a release is this run's to change: taken by writing down what it was, kept by a sign of life every few seconds. */
export class Hold {
  readonly #lost = new AbortController();
  readonly #keep: Keep;
  readonly #kept: Pick<Keepsake, 'originals' | 'holder'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(keep: Keep, kept: Pick<Keepsake, 'originals' | 'holder'>) {
    this.#keep = keep;
    this.#kept = kept;
  }

  /** Aborted with a HoldLost as its reason, once the release is not ours to change any longer. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** @returns false where another run was faster; also to find out, in the end, whether it is still ours, or nobody's */
  take(signal?: AbortSignal): Promise<boolean> {
    return this.#keep.write({ ...this.#kept, renewedAt: now() }, signal);
  }

  /** Says from now on that this run is alive. */
  startRenewing(): void {
    // While the API server cannot be reached nobody else can reach it, or it is found out afterwards that one could.
    const renew = () => void this.confirm().catch(() => undefined);
    this.#timer = setInterval(renew, RENEW_MS).unref();
  }

  stopRenewing(): void {
    clearInterval(this.#timer);
  }

  /** @throws HoldLost where it is ours no longer */
  async confirm(): Promise<void> {
    const isOurs = await this.#keep.renew(this.#kept.holder, now());
    if (!isOurs) this.#lost.abort(this.lostTo());
    this.lost.throwIfAborted();
  }

  lostTo(): HoldLost {
    return new HoldLost(
      `The release '${this.#keep.release}' is no longer this run's to change: it gave no sign of life for a while, so another ` +
        'command took it for dead and put back what it had changed. What it has measured until then is kept; the release is ' +
        'left to whoever measures it now.',
    );
  }
}

function now(): string {
  return new Date().toISOString();
}
