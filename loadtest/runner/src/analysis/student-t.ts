const CONFIDENCE = 0.95;
const STEPS = 4_000;
/** Beyond this many degrees of freedom the quantile differs from the normal one by less than 0.003. */
const MOST_FREEDOM = 1_000;

/**
 * Half-width of a two-sided interval in standard errors: the t with P(|T| <= t) = 95 %.
 *
 * With t = sqrt(v) tan(u) Student's density becomes cos(u)^(v-1), which is summed here from 0 to pi/2 by the trapezoidal
 * rule (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1).
 *
 * @param freedom degrees of freedom, 1 or more, whole or not (Welch)
 */
export function studentT(freedom: number): number {
  const v = Math.min(freedom, MOST_FREEDOM);
  const step = Math.PI / 2 / STEPS;
  const slices = Array.from({ length: STEPS }, (_, i) => (density(i * step, v) + density((i + 1) * step, v)) / 2);
  let rest = CONFIDENCE * slices.reduce((sum, slice) => sum + slice, 0);
  const last = slices.findIndex((slice) => (rest -= slice) <= 0);
  const u = (last + 1 + rest / slices[last]!) * step;
  return Math.sqrt(v) * Math.tan(u);
}

function density(u: number, v: number): number {
  return Math.cos(u) ** (v - 1);
}
