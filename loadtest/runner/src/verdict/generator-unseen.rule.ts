import { count, exact } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** Nothing of ours runs in the pods of a TestRun: a k6 there that is short of CPU looks like slow services. */
export const generatorUnseen: Rule = ({ trials }) => {
  const unseen = trials.filter(({ generator }) => generator.loopUtilization === null);
  if (unseen.length === 0) return undefined;
  return {
    verdict: 'suspect',
    text:
      `how busy the generator was could not be seen in ${exact(unseen.length)} of ${count(trials.length, 'trial')}: ` +
      'it may have been the bottleneck',
  };
};
