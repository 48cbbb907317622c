import { exact } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** Share of the scheduled requests that must have been started in time. */
const LEAST_STARTED = 0.98;

/** A load that was not put on was not borne either. */
export const generatorBehind: Rule = ({ trials }) => {
  const [worst] = trials
    .map(({ number, generator: { started, scheduled } }) => ({
      number,
      started,
      scheduled,
      share: started / scheduled,
    }))
    .filter(({ share }) => share < LEAST_STARTED)
    .sort((a, b) => a.share - b.share);
  if (!worst) return undefined;
  return {
    verdict: 'invalid',
    text:
      `generator fell behind: started ${exact(worst.started)} of ${exact(worst.scheduled)} ` +
      `(${worst.share.toFixed(3)}, at least ${LEAST_STARTED} expected) in trial ${worst.number}`,
  };
};
