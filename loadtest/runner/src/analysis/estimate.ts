import { studentT } from './student-t.js';

/** Below this many trials nothing can be said of the spread between them. */
export const LEAST_TRIALS = 3;

export interface Estimate {
  readonly mean: number;
  /** 95 % interval of the mean; null below three values. */
  readonly ci95: readonly [number, number] | null;
}

/** The mean of one value a trial, with Student's t interval; null without values. */
export function estimate(values: readonly number[]): Estimate | null {
  if (values.length === 0) return null;
  const mean = average(values);
  if (values.length < LEAST_TRIALS) return { mean, ci95: null };
  const halfWidth = studentT(values.length - 1) * Math.sqrt(variance(values) / values.length);
  return { mean, ci95: [mean - halfWidth, mean + halfWidth] };
}

export function average(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Of a sample: divided by n - 1. */
export function variance(values: readonly number[]): number {
  const mean = average(values);
  return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
