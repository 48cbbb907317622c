import { percent } from '../results/figure.js';
import type { CellSummary, NoiseSummary } from '../results/summary.js';
import { throughputDifference } from './throughput-difference.js';

/**
 * What a setting differs by from itself, as a share of its throughput. What two settings differ by says nothing where it is
 * less: an A/A test, as it goes before an A/B test.
 *
 * @returns null where one of the two has no throughput that counts
 */
export function summariseNoise(cell: CellSummary, twin: CellSummary): NoiseSummary | null {
  const [first, second] = [cell, twin].map(({ verdict, throughput }) =>
    verdict === 'invalid' ? null : throughput.mean,
  );
  if (!first || !second) return null;
  const difference = throughputDifference(cell, twin);
  return {
    cell: cell.id,
    difference: second / first - 1,
    ci95: difference && [difference[0] / first, difference[1] / first],
  };
}

/** The least difference of two settings that is worth a word, as a share; null where too few trials tell. */
export function noiseLimit(noise: NoiseSummary | null | undefined): number | null {
  return noise?.ci95 ? Math.max(...noise.ci95.map(Math.abs)) : null;
}

/** ` (within the noise of 2.1 %)` where two throughputs differ by less than a setting differs from itself. */
export function noiseRemark(noise: NoiseSummary | null | undefined, a: number | null, b: number | null): string {
  return isWithinNoise(noiseLimit(noise), a, b) ? ` (within the noise of ${percent(noiseLimit(noise)!)})` : '';
}

export function isWithinNoise(limit: number | null, a: number | null, b: number | null): boolean {
  return limit !== null && !!a && !!b && a !== b && Math.abs(b / a - 1) < limit;
}
