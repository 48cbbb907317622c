import { sum } from '../analysis/estimate.js';
import type { Evidence } from './evidence.js';
import { addRequests } from './requests.js';

/** Share of the started requests that ends in the window where a service keeps up. */
export const LEAST_ENDED = 0.95;

export interface Backlog {
  readonly started: number;
  readonly ended: number;
}

/**
 * More requests arrived than ended, by more than chance (three standard deviations of a Poisson count) and than the
 * share that a window cuts off. Then the backlog grows as long as the load lasts: there is no steady state, so neither
 * Little's law nor a drift of the latency says anything of the measurement.
 */
export function findBacklog({ cell, trials }: Evidence): Backlog | null {
  if (cell.load.kind !== 'open') return null;
  const { ok, failed } = addRequests(trials);
  const ended = ok + failed;
  const started = sum(trials.map(({ generator }) => generator.started));
  const missing = started - ended;
  return missing > Math.max((1 - LEAST_ENDED) * started, 3 * Math.sqrt(started)) ? { started, ended } : null;
}
