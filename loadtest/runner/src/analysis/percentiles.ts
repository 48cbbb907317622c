import { decodeFromCompressedBase64, type Histogram } from 'hdr-histogram-js';
import type { Percentiles } from '../results/summary.js';

const US_PER_MS = 1000;

/**
 * Percentiles in milliseconds of the requests of all trials together.
 *
 * @param encoded HDR histograms in microseconds, compressed, base64
 * @returns null where nothing was recorded
 */
export function mergePercentiles(encoded: readonly string[]): Percentiles | null {
  const [merged, ...others] = encoded.map((text) => decodeFromCompressedBase64(text));
  if (!merged) return null;
  merged.autoResize = true;
  for (const other of others) merged.add(other);
  return merged.totalCount === 0 ? null : percentilesOf(merged);
}

function percentilesOf(histogram: Histogram): Percentiles {
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / US_PER_MS;
  return {
    min: at(0),
    p50: at(50),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    max: histogram.maxValue / US_PER_MS,
    mean: histogram.mean / US_PER_MS,
  };
}
