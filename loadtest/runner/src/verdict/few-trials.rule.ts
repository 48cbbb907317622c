import { LEAST_TRIALS } from '../analysis/estimate.js';
import { count } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** One trial, or two, say nothing of how much the next would differ. */
export const fewTrials: Rule = ({ trials }) => {
  if (trials.length === 0 || trials.length >= LEAST_TRIALS) return undefined;
  return {
    verdict: 'suspect',
    text: `no interval: ${count(trials.length, 'trial')}, at least ${LEAST_TRIALS} are needed`,
  };
};
