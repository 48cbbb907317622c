import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { failureOf } from './spool-error.js';

/** How long a lock of another process is waited for before the queue counts as unavailable. */
const PATIENCE_MS = 2000;

/**
 * Does `work` as soon as no other process is in its way. SQLite's own waiting would hold the event loop, for half a
 * second at times. We come again instead: at once at first, then after a random few milliseconds, so that nobody starves.
 */
export async function untilUnlocked<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (failureOf(error) !== 'locked' || performance.now() > deadline) throw error;
      await (tries <= 2 ? nextTurn() : sleep(1 + Math.random() * 4));
    }
  }
}
