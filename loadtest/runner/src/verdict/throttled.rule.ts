import { THROTTLED } from '../analysis/scaling/limit.js';
import { throttledShare } from '../analysis/usage-summary.js';
import { percent } from '../results/figure.js';
import type { Rule } from './evidence.js';

/**
 * A service that its CPU limit stops again and again answers in bursts: the limit is measured, and the concurrency model
 * hardly shows. Where the experiment sets that limit, this is what it asks for.
 */
export const throttled: Rule = ({ cell, trials }) => {
  const share = throttledShare(trials);
  if (cell.shape.cpuMillis !== undefined || share === null || share < THROTTLED) return undefined;
  return {
    verdict: 'suspect',
    text:
      `throttled: a CPU limit held the service back in ${percent(share)} of the scheduler's periods (less than ` +
      `${percent(THROTTLED)} expected), so the limit was measured; raise it, or vary it as matrix.cpuLimit`,
  };
};
