import { sum } from '../analysis/estimate.js';
import { duration, exact, rate } from '../results/figure.js';
import type { TrialRecord } from '../trial/trial.js';
import type { Evidence, Rule } from './evidence.js';

/** How much faster than asked a wait may seem, by the clocks; and than the fastest run seen, by the core's boost. */
const CLOCK_ERROR = 1.02;
const CORE_ERROR = 1.05;

/**
 * Nothing ends faster than slots / service time: a service that seems to did not do the work.
 *
 * Throughput is counted from a completion to a completion, and in such a span of T each slot can end T / S + 1 requests,
 * not T / S; in a window of few requests that one is worth minding.
 */
export const aboveCeiling: Rule = ({ calibration, cell, trials }) => {
  const fastestMs = calibration?.fastestMs;
  if (!calibration || !fastestMs) return undefined;
  const slots = Math.min(calibration.slots ?? Infinity, clientsOf(cell.load.kind, trials));
  if (!Number.isFinite(slots)) return undefined;
  const tolerance = calibration.source === 'requested' ? CLOCK_ERROR : CORE_ERROR;
  const spans = trials.map((trial) => ({ ended: endedIn(trial), spanMs: spanMs(trial) }));
  const ended = sum(spans.map((span) => span.ended));
  const possible = sum(spans.map((span) => slots * (span.spanMs / fastestMs + 1)));
  if (ended <= possible * tolerance) return undefined;
  const perS = (ended / sum(spans.map((span) => span.spanMs))) * 1000;
  return {
    verdict: 'invalid',
    text:
      `faster than possible: ${rate(perS)}, but ${exact(slots)} at a time and ${duration(fastestMs)} each ` +
      `allow ${rate((slots / fastestMs) * 1000)}`,
  };
};

function clientsOf(kind: Evidence['cell']['load']['kind'], trials: readonly TrialRecord[]): number {
  return kind === 'closed' ? Math.max(...trials.map(({ window }) => window.clients ?? Infinity)) : Infinity;
}

/** Only good answers count: a failure may end at once. */
function endedIn({ requests, throughputPerS }: TrialRecord): number {
  return throughputPerS === null ? 0 : requests.ok;
}

/** From the first completion to the last, got back from what was counted in it. */
function spanMs({ requests, throughputPerS }: TrialRecord): number {
  return throughputPerS === null ? 0 : ((requests.ok - 1) / throughputPerS) * 1000;
}
