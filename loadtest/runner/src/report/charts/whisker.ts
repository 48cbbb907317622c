import type { CellSummary } from '../../results/summary.js';

/** The ends of an interval as drawn: no longer than the axis, which begins at 0; a point where there is no interval. */
export function whisker({ throughput: { mean, ci95 } }: CellSummary) {
  return ci95 ? { low: Math.max(0, ci95[0]), high: ci95[1] } : { low: mean, high: mean };
}
