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
