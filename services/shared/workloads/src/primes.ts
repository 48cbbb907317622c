import type { Pieces } from './pieces.js';

const PIECE = 256;

/** How many primes there are below n, by trial division: slow on purpose, and the same everywhere. */
export function* countPrimes(n: number): Pieces<number> {
  let count = 0;
  for (let from = 2; from < n; from += PIECE) {
    count += countBetween(from, Math.min(from + PIECE, n));
    yield;
  }
  return count;
}

function countBetween(from: number, to: number): number {
  let count = 0;
  for (let candidate = from; candidate < to; candidate++) if (isPrime(candidate)) count++;
  return count;
}

function isPrime(candidate: number): boolean {
  if (candidate % 2 === 0) return candidate === 2;
  for (let divisor = 3; divisor * divisor <= candidate; divisor += 2) if (candidate % divisor === 0) return false;
  return true;
}
