import type { Load } from './plan.js';

/** Whether a load is the same all the time, so that there is a throughput, and a latency, to tell of it. */
export function isSteady({ kind }: Load): boolean {
  return kind === 'closed' || kind === 'open';
}
