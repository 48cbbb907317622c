import { duration, exact } from '../results/figure.js';
import type { TrialRecord } from '../trial/trial.js';
import type { Rule } from './evidence.js';

/** A throughput is right answers over the time between them: it takes two. */
export const noCompletion: Rule = ({ cell, trials, broken }) => {
  if (trials.length === 0 && broken.length > 0) return undefined;
  if (trials.length === 0) return { verdict: 'invalid', text: 'no trial of it has run' };
  const needed = cell.load.kind === 'burst' ? 1 : 2;
  const empty = trials.find(({ requests }) => requests.ok < needed);
  return empty && { verdict: 'invalid', text: `trial ${empty.number}: ${describe(empty, needed)}` };
};

function describe({ requests: { ok, failed }, window }: TrialRecord, needed: number): string {
  const ended = ok + failed;
  if (ended < needed) {
    return (
      `${ended === 0 ? 'no request' : 'only one request'} ended in the window of ${duration(window.durationMs)}; ` +
      'a longer trial.duration is needed, or the service hangs'
    );
  }
  const answered = `${ok === 0 ? 'none' : `only ${exact(ok)}`} of ${exact(ended)} requests was answered rightly`;
  return needed === 1 ? answered : `${answered}, and a throughput takes ${needed}`;
}
