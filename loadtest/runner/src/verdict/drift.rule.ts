import { estimate } from '../analysis/estimate.js';
import { exact, percent } from '../results/figure.js';
import type { TrialRecord } from '../trial/trial.js';
import { findBacklog } from './backlog.js';
import type { Rule } from './evidence.js';

const MOST_DRIFT = 0.1;

/**
 * The window opened before the service had settled: code still cold, connections still being made.
 *
 * Geweke's test (1992) compares the mean of an early with that of a late part of a run and asks whether they differ by more
 * than their noise. Here the noise is what the trials say it is: the 95 % interval of the difference over trials must
 * leave out zero, so that CPU work on a noisy machine, or a window of ten requests, is not accused for one bad half. The
 * difference must also be over 10 %, so that a quiet machine is not accused for a change that nobody would mind. Below three
 * trials there is no such interval, and the rule says nothing.
 */
export const drift: Rule = (evidence) => {
  if (findBacklog(evidence)) return undefined;
  const changes = evidence.trials.map(changeBetweenHalves).filter((change) => change !== null);
  const change = estimate(changes);
  if (!change?.ci95 || Math.abs(change.mean) <= MOST_DRIFT) return undefined;
  const [low, high] = change.ci95;
  if (low <= 0 && high >= 0) return undefined;
  return {
    verdict: 'suspect',
    text:
      `warm-up still drifting: mean latency ${percent(Math.abs(change.mean))} ${change.mean < 0 ? 'lower' : 'higher'} in ` +
      `the second half of the window (at most ${percent(MOST_DRIFT)} expected), over ${exact(changes.length)} trials`,
  };
};

/** Second half against first, as a share of the mean of both. */
function changeBetweenHalves({ halves: { firstMeanMs, secondMeanMs } }: TrialRecord): number | null {
  if (firstMeanMs === null || secondMeanMs === null) return null;
  const mean = (firstMeanMs + secondMeanMs) / 2;
  return mean === 0 ? null : (secondMeanMs - firstMeanMs) / mean;
}
