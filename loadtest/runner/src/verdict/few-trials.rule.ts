import { LEAST_TRIALS } from '../analysis/estimate.js';
import { count, exact } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** One trial, or two, say nothing of how much the next would differ; nor does a third that has no throughput. */
export const fewTrials: Rule = ({ trials, isProbe }) => {
  if (isProbe) return undefined;
  const measured = trials.filter(({ throughputPerS }) => throughputPerS !== null).length;
  if (trials.length === 0 || measured >= LEAST_TRIALS) return undefined;
  const found =
    measured === trials.length
      ? count(measured, 'trial')
      : `${exact(measured)} of ${count(trials.length, 'trial')} have a throughput`;
  return { verdict: 'suspect', text: `no interval: ${found}, at least ${LEAST_TRIALS} are needed` };
};
