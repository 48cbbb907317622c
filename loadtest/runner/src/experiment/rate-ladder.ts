const DIGITS = 3;

/** Rates from the lowest to the highest, each greater than the one before by the same share, to three digits. */
export function rateLadder(from: number, to: number, growth: number): number[] {
  const steps = Math.ceil(Math.log(to / from) / Math.log(growth) - 1e-9);
  const rungs = Array.from({ length: steps + 1 }, (_, step) => Math.min(to, from * growth ** step));
  return [...new Set(rungs.map((rate) => Number(rate.toPrecision(DIGITS))))];
}
