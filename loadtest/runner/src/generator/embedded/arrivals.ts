import type { Phase } from '../../experiment/plan.js';

/**
 * When requests of an open load are to start, in milliseconds from its beginning.
 *
 * @param random for Poisson arrivals; uniform ones need no chance
 */
export function scheduleArrivals(
  { ratePerSecond, arrivals }: { readonly ratePerSecond: number; readonly arrivals: 'uniform' | 'poisson' },
  untilMs: number,
  random: () => number,
): Float64Array {
  const meanGapMs = 1000 / ratePerSecond;
  const times: number[] = [];
  if (arrivals === 'uniform') {
    for (let index = 0; index * meanGapMs < untilMs; index++) times.push(index * meanGapMs);
  } else {
    for (let at = gap(); at < untilMs; at += gap()) times.push(at);
  }
  return Float64Array.from(times);

  /** Gaps of a Poisson process are exponentially distributed. */
  function gap() {
    return -Math.log(1 - random()) * meanGapMs;
  }
}

/** The same for rates that follow each other, each evenly from its own beginning. */
export function schedulePhases(phases: readonly Phase[]): Float64Array {
  const times: number[] = [];
  let beginMs = 0;
  for (const { ratePerSecond, forMs } of phases) {
    for (let index = 0; (index * 1000) / ratePerSecond < forMs; index++)
      times.push(beginMs + (index * 1000) / ratePerSecond);
    beginMs += forMs;
  }
  return Float64Array.from(times);
}
