import { setTimeout } from 'node:timers/promises';

/** Resolves at a time on the clock of performance.now(), or as soon as the signal says so: callers look at it themselves. */
export async function pauseUntil(at: number, signal: AbortSignal): Promise<void> {
  const ms = at - performance.now();
  if (ms > 0) await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
