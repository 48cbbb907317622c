import { count } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** A service that does not keep its promise before the rate rises cannot be said to break it because of the rise. */
export const brokenBefore: Rule = ({ recovery }) => {
  const [worst] = (recovery?.perTrial ?? [])
    .filter((trial) => trial.brokenBefore > 0)
    .sort((a, b) => b.brokenBefore - a.brokenBefore);
  if (!worst) return undefined;
  return {
    verdict: 'suspect',
    text: `slow before the step: the promise was broken in ${count(worst.brokenBefore, 'second')} before the rate rose in trial ${worst.trial}`,
  };
};
