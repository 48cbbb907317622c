import { build, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

const US_PER_MS = 1000;
const LONGEST_US = 10 * 60 * 1000 * US_PER_MS;

/** Durations from a microsecond to ten minutes, to three digits. */
export class MicrosecondHistogram {
  readonly #histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
    useWebAssembly: false,
  });

  /** A negative duration, which two clocks can make of a very short one, counts as none. */
  record(ms: number): void {
    this.#histogram.recordValue(Math.min(Math.max(Math.round(ms * US_PER_MS), 0), LONGEST_US));
  }

  /** In milliseconds; 0 where nothing was recorded. */
  percentile(percentile: number): number {
    return this.#histogram.getValueAtPercentile(percentile) / US_PER_MS;
  }

  /** Compressed and base64-encoded, as any HDR tool reads it. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }
}
