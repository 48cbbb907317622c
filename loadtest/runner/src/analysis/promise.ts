import type { Slo } from '../experiment/experiment.js';
import { exactDuration, listed, percent } from '../results/figure.js';
import type { Percentiles } from '../results/summary.js';

/** One percentile that is promised to stay under a limit. */
export interface Bound {
  readonly percentile: 'p50' | 'p90' | 'p95' | 'p99';
  readonly limitMs: number;
}

export function boundsOf({ p50Ms, p90Ms, p95Ms, p99Ms }: Slo): Bound[] {
  const limits = { p50: p50Ms, p90: p90Ms, p95: p95Ms, p99: p99Ms };
  return Object.entries(limits).flatMap(([percentile, limitMs]) =>
    limitMs === null ? [] : [{ percentile: percentile as Bound['percentile'], limitMs }],
  );
}

/** The first bound that these percentiles break; undefined where they keep all. */
export function brokenBound(latencyMs: Percentiles, bounds: readonly Bound[]): Bound | undefined {
  return bounds.find(({ percentile, limitMs }) => latencyMs[percentile] >= limitMs);
}

/** `p50 under 100 ms and p95 under 300 ms`; of errors only where nothing else is promised. */
export function promiseInWords(slo: Slo): string {
  const bounds = boundsOf(slo);
  if (bounds.length === 0) return `at most ${percent(slo.errorRate ?? 0)} errors`;
  return listed(bounds.map(({ percentile, limitMs }) => `${percentile} under ${exactDuration(limitMs)}`));
}
