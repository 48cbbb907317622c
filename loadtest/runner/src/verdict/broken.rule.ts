import { count, exact, listed } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** What could not be had was not measured, and the trials that could be had may be the lucky ones. */
export const brokenTrials: Rule = ({ broken, trials }) => {
  if (broken.length === 0) return undefined;
  const byReason = Map.groupBy(broken, (trial) => trial.broken!);
  const reasons = [...byReason].map(([reason, alike]) => {
    const numbers = alike.map(({ number }) => exact(number));
    return `${numbers.length === 1 ? 'trial' : 'trials'} ${listed(numbers)}: ${withoutPeriod(reason)}`;
  });
  return {
    verdict: 'invalid',
    text: `${exact(broken.length)} of ${count(broken.length + trials.length, 'trial')} could not be had (${reasons.join('; ')})`,
  };
};

function withoutPeriod(reason: string): string {
  return reason.trim().replace(/\.$/, '');
}
