import { exact } from '../results/figure.js';
import { WRONG_ANSWER } from '../trial/trial.js';
import type { Rule } from './evidence.js';
import { addRequests } from './requests.js';

/** A service that answers wrongly may be as fast as it likes; no error rate allows it. */
export const wrongAnswers: Rule = ({ trials }) => {
  const { ok, failed, failures } = addRequests(trials);
  const wrong = failures[WRONG_ANSWER] ?? 0;
  if (wrong === 0) return undefined;
  return {
    verdict: 'invalid',
    text: `${exact(wrong)} of ${exact(ok + failed)} answers were wrong: the service does not do the work it is measured for`,
  };
};
