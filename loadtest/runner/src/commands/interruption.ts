import { constants } from 'node:os';
import { CloseFailed } from './close-failed.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C, or a signal that means the same. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(
    readonly signal: (typeof SIGNALS)[number],
    /** What the user can do next, or must know. */
    readonly hint = '',
  ) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Runs something that stops when told, and tells it on Ctrl-C. Until it has stopped, further signals change nothing: what
 * it started has to be stopped in any case.
 *
 * @throws Interruption where the run fails after a signal, whatever it fails with, and says what could not be closed then; one that ends well all the same resolves
 */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const handlers = SIGNALS.map((name) => [name, () => controller.abort(new Interruption(name))] as const);
  for (const [name, handler] of handlers) process.on(name, handler);
  try {
    return await run(controller.signal);
  } catch (error) {
    const { aborted, reason } = controller.signal as { aborted: boolean; reason: Interruption };
    if (!aborted || error instanceof Interruption) throw error;
    throw error instanceof CloseFailed ? new Interruption(reason.signal, error.unclosed) : reason;
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
}
