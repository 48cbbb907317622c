import { ratio } from '../results/figure.js';
import type { Rule } from './evidence.js';

const BUSIEST = 0.8;

/** A generator short of time measures itself: it sends late and reads answers late. */
export const generatorBusy: Rule = ({ trials }) => {
  const [worst] = trials
    .filter(({ generator }) => generator.loopUtilization > BUSIEST)
    .sort((a, b) => b.generator.loopUtilization - a.generator.loopUtilization);
  if (!worst) return undefined;
  return {
    verdict: 'invalid',
    text:
      `generator was the bottleneck: its event loop was busy ${ratio(worst.generator.loopUtilization)} of trial ` +
      `${worst.number} (at most ${ratio(BUSIEST)} expected)`,
  };
};
