import { primesBelow } from './right-results.ts';

interface MixedParams {
  readonly seed: number;
  readonly ms: number;
  readonly n: number;
}

/** What `mixed` draws from its seed, and the right result of that: as services/shared/workloads/src/mixed.ts, and compared with it by a test. */
export function mixedResult({ seed, ms, n }: MixedParams): object {
  const random = seededRandom(seed);
  const waits = random() < 0.8;
  const smallest = 1 / 3;
  const largest = 18;
  const mean = 1 - (smallest ** 1.5 * largest ** -0.5) / 0.5;
  const size = Math.min(smallest / (1 - random()) ** (1 / 1.5), largest) / mean;
  if (waits) return { kind: 'wait', ms: Math.round(ms * size) };
  const below = Math.max(2, Math.round(n * size));
  return { kind: 'compute', n: below, primes: primesBelow(below) };
}

/** mulberry32 */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
