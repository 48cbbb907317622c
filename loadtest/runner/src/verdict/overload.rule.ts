import { exact } from '../results/figure.js';
import { findBacklog, LEAST_ENDED } from './backlog.js';
import type { Rule } from './evidence.js';

/** The throughput of a service that cannot keep up is right; its latency only says how long the trial was. */
export const overload: Rule = (evidence) => {
  const backlog = findBacklog(evidence);
  if (!backlog) return undefined;
  const share = backlog.ended / backlog.started;
  return {
    verdict: 'suspect',
    text:
      `overloaded: ${exact(backlog.started)} requests arrived and ${exact(backlog.ended)} ended ` +
      `(${share.toFixed(2)}, at least ${LEAST_ENDED} expected), so latency grows as long as the load lasts`,
  };
};
