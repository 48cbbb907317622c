import { duration, percent } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** Timers and a loop with other things to do cost some milliseconds, and what is short against the latency hides in it. */
const MOST_LAG_MS = 10;
const MOST_SHARE = 0.1;

/**
 * A latency counts from when the schedule wanted the request started. A generator that stood still and then caught up
 * has started them all, and yet its own pause is in the latency of those that it started late.
 */
export const generatorLate: Rule = ({ trials, medianLatencyMs }) => {
  if (medianLatencyMs === null) return undefined;
  const mostMs = Math.max(MOST_LAG_MS, MOST_SHARE * medianLatencyMs);
  const [worst] = trials
    .filter(({ generator }) => generator.lagP99Ms > mostMs)
    .sort((a, b) => b.generator.lagP99Ms - a.generator.lagP99Ms);
  if (!worst) return undefined;
  return {
    verdict: 'suspect',
    text:
      `generator started late: 1 request in 100 by ${duration(worst.generator.lagP99Ms)} or more in trial ${worst.number} ` +
      `(at most ${duration(MOST_LAG_MS)}, or ${percent(MOST_SHARE)} of the p50 latency of ${duration(medianLatencyMs)}, ` +
      'expected), which is counted as latency',
  };
};
