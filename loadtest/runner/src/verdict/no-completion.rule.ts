import { duration } from '../results/figure.js';
import type { Rule } from './evidence.js';

/** A throughput is completions over the time between them: it takes two. */
export const noCompletion: Rule = ({ cell, trials }) => {
  if (trials.length === 0) return { verdict: 'invalid', text: 'no trial of it has run' };
  const needed = cell.load.kind === 'burst' ? 1 : 2;
  const empty = trials.find(({ requests }) => requests.ok + requests.failed < needed);
  if (!empty) return undefined;
  const ended = empty.requests.ok + empty.requests.failed;
  return {
    verdict: 'invalid',
    text:
      `trial ${empty.number}: ${ended === 0 ? 'no request' : 'only one request'} ended in the window of ` +
      `${duration(empty.window.durationMs)}; a longer trial.duration is needed, or the service hangs`,
  };
};
