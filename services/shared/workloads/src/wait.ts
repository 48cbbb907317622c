import { setTimeout } from 'node:timers/promises';

const neverNotified = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Waits and holds the thread: nothing else runs on it until the time is over. */
export function waitBlocking(ms: number): void {
  Atomics.wait(neverNotified, 0, 0, ms);
}

/** Waits and gives the thread back meanwhile. A timer may fire up to a millisecond early, so the rest is waited for too. */
export async function wait(ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let left = ms; left > 0; left = end - performance.now()) await setTimeout(left);
}
