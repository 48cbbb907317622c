import { percent, rate } from '../results/figure.js';
import type { Rule } from './evidence.js';

const WIDEST = 0.1;

/** The trials disagree too much for their mean to be worth much. */
export const wideInterval: Rule = ({ throughput }) => {
  if (!throughput?.ci95) return undefined;
  const [low, high] = throughput.ci95;
  const share = (high - low) / 2 / throughput.mean;
  if (share <= WIDEST) return undefined;
  return {
    verdict: 'suspect',
    text:
      `wide interval: ${rate(throughput.mean)} ± ${percent(share)} (at most ± ${percent(WIDEST)} expected); ` +
      'repeat more often, or on a quieter machine',
  };
};
