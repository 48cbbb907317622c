import type { CellSummary } from '../results/summary.js';
import { LEAST_TRIALS } from './estimate.js';
import { welchInterval } from './welch.js';

/** 95 % interval of b - a in requests per second, over trials; null where one of them is invalid or has too few trials. */
export function throughputDifference(a: CellSummary, b: CellSummary): readonly [number, number] | null {
  return [a, b].every(hasEnoughTrials) ? welchInterval(a.throughput.perTrial, b.throughput.perTrial) : null;
}

export function hasEnoughTrials({ verdict, throughput }: CellSummary): boolean {
  return verdict !== 'invalid' && throughput.perTrial.length >= LEAST_TRIALS;
}
