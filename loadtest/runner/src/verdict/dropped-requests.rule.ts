import { exact } from '../results/figure.js';
import type { Rule } from './evidence.js';

/**
 * k6 has so many virtual users, and a request that finds all of them waiting for answers is never sent. What is left of
 * the load is another one, at a rate that the service has chosen.
 */
export const droppedRequests: Rule = ({ trials }) => {
  const [worst] = trials
    .filter(({ generator }) => (generator.dropped ?? 0) > 0)
    .sort((a, b) => b.generator.dropped! - a.generator.dropped!);
  if (!worst) return undefined;
  return {
    verdict: 'invalid',
    text:
      `k6 never sent ${exact(worst.generator.dropped!)} requests of trial ${worst.number} (none expected): so many ` +
      'were waiting for answers that it had no virtual user left, which a service that keeps up does not let happen',
  };
};
