import type { Load } from '../experiment/plan.js';

/** What is known before a cell runs. */
export interface Foreknowledge {
  readonly load: Load;
  /** Clients of a closed load, resolved. */
  readonly clients: number | null;
  /** null where nothing bounds the requests under way. For CPU work already limited by cores. */
  readonly slots: number | null;
  readonly serviceMs: number | null;
}

/**
 * Requests per second that slots and service time allow, or null where they say nothing (a burst, a step, mixed work).
 *
 * The asymptotic bounds of operational analysis: a station of m slots never does more than m / S, and n clients that each
 * wait for S and think for Z never ask for more than n / (S + Z) (Lazowska et al., Quantitative System Performance, 1984, ch. 5).
 */
export function predictThroughput({ load, clients, slots, serviceMs }: Foreknowledge): number | null {
  if (!serviceMs) return null;
  const serviceS = serviceMs / 1000;
  const capacity = slots === null ? Infinity : slots / serviceS;
  switch (load.kind) {
    case 'closed':
      return clients === null ? null : Math.min(capacity, clients / (serviceS + meanThinkMs(load.thinkTimeMs) / 1000));
    case 'open':
      return Math.min(capacity, load.ratePerSecond);
    case 'burst':
    case 'step':
      return null;
    default:
      return load satisfies never;
  }
}

function meanThinkMs(range: { readonly min: number; readonly max: number } | null): number {
  return range ? (range.min + range.max) / 2 : 0;
}
