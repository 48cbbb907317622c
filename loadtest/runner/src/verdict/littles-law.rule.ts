import { littlesLaw } from '../analysis/littles-law.js';
import { sum } from '../analysis/estimate.js';
import { figure, percent } from '../results/figure.js';
import { findBacklog } from './backlog.js';
import type { Rule } from './evidence.js';

const TOLERANCE = 0.1;

/**
 * Requests under way must equal throughput x latency. Requests that a window's edges cut in two may count on one side
 * only: that is allowed for by one longest latency a trial, which is nothing in a window of many and much in one of five.
 */
export const littlesLawOff: Rule = (evidence) => {
  if (findBacklog(evidence)) return undefined;
  const { inFlightMs, latencyMs } = littlesLaw(evidence.trials);
  const cutAtEdgesMs = evidence.trials.length * (evidence.longestLatencyMs ?? 0);
  const difference = Math.abs(latencyMs - inFlightMs);
  if (difference <= TOLERANCE * inFlightMs + cutAtEdgesMs) return undefined;
  const windowsMs = sum(evidence.trials.map(({ window }) => window.durationMs));
  return {
    verdict: 'invalid',
    text:
      `Little's law is off by ${percent(difference / inFlightMs)} (at most ${percent(TOLERANCE)} allowed): ` +
      `${figure(inFlightMs / windowsMs)} requests under way, but throughput x latency is ${figure(latencyMs / windowsMs)}`,
  };
};
