import { average, variance } from './estimate.js';
import { studentT } from './student-t.js';

/**
 * 95 % interval of mean(b) - mean(a) for two samples whose spreads may differ (Welch 1947, with the degrees of freedom of
 * Welch and Satterthwaite). Both need at least two values.
 */
export function welchInterval(a: readonly number[], b: readonly number[]): readonly [number, number] {
  const difference = average(b) - average(a);
  const [errorA, errorB] = [variance(a) / a.length, variance(b) / b.length];
  const error = errorA + errorB;
  if (error === 0) return [difference, difference];
  const freedom = error ** 2 / (errorA ** 2 / (a.length - 1) + errorB ** 2 / (b.length - 1));
  const halfWidth = studentT(freedom) * Math.sqrt(error);
  return [difference - halfWidth, difference + halfWidth];
}
