import type { TrialRecord } from '../trial/trial.js';
import { sum } from './estimate.js';

/**
 * Both sides of L = throughput x mean latency (Little 1961), over all trials of a cell, in request-milliseconds: requests
 * under way summed over the windows, and the latencies of those that ended in them. They are measured apart, so a
 * generator that loses or miscounts requests shows.
 */
export function littlesLaw(trials: readonly TrialRecord[]): {
  readonly inFlightMs: number;
  readonly latencyMs: number;
} {
  return {
    inFlightMs: sum(trials.map(({ meanInFlight, window }) => meanInFlight * window.durationMs)),
    latencyMs: sum(trials.map(({ latencySumMs }) => latencySumMs)),
  };
}
