import type { Comparison } from './comparison.js';

/** What the command line decides. */
export interface BenchOptions {
  /** Absent: what the measurement itself needs to be trusted. */
  readonly rounds?: number | undefined;
  readonly seconds?: number | undefined;
}

export interface BenchContext extends BenchOptions {
  readonly signal: AbortSignal;
}

/** One entry of `npm run bench`. It yields each comparison as soon as it is known. */
export interface BenchMeasurement {
  readonly name: string;
  /** One line of `--help`: what is measured against what. */
  readonly summary: string;
  run(context: BenchContext): AsyncIterable<Comparison>;
}
