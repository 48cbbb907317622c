/**
 * The right results of the workloads that compute, got in other ways than the services get them, and fast enough for
 * k6's interpreter. test/k6/right-results.spec.ts compares both.
 */

/** How many primes there are below n: the sieve of Eratosthenes. */
export function primesBelow(n: number): number {
  const isComposite = new Uint8Array(Math.max(n, 2));
  let count = 0;
  for (let candidate = 2; candidate < n; candidate++) {
    if (isComposite[candidate]) continue;
    count++;
    for (let multiple = candidate * candidate; multiple < n; multiple += candidate) isComposite[multiple] = 1;
  }
  return count;
}

export function factorialOf(n: number): string {
  let product = 1n;
  for (let factor = 2; factor <= n; factor++) product *= BigInt(factor);
  return product.toString();
}

const { imul } = Math;
const HASH = 0x9e3779b1;
const WORDS_PER_MIB = 2 ** 18;

/** The checksum of words 1 to N, each times a constant, without touching them: a sum of k x 31^(N-k), by doubling N. */
export function checksumOf(mib: number): number {
  return imul(weightedSum(mib * WORDS_PER_MIB).sum, HASH) >>> 0 || 1;
}

/** Of n terms and modulo 2^32: 31^n, the sum of 31^j, and the sum of k x 31^(n-k). */
function weightedSum(n: number): { readonly power: number; readonly ones: number; readonly sum: number } {
  if (n === 0) return { power: 1, ones: 0, sum: 0 };
  const half = Math.floor(n / 2);
  const { power, ones, sum } = weightedSum(half);
  const doubled = {
    power: imul(power, power),
    ones: (imul(ones, power) + ones) | 0,
    sum: (imul(sum, power) + sum + imul(half, ones)) | 0,
  };
  if (n % 2 === 0) return doubled;
  return {
    power: imul(doubled.power, 31),
    ones: (imul(doubled.ones, 31) + 1) | 0,
    sum: (imul(doubled.sum, 31) + n) | 0,
  };
}
