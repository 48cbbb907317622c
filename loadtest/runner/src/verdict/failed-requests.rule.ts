import { exact, percent } from '../results/figure.js';
import { WRONG_ANSWER } from '../trial/trial.js';
import type { Rule } from './evidence.js';
import { addRequests } from './requests.js';

/** Failures cost less than answers, so a throughput among failures says nothing of the service. */
export const failedRequests: Rule = ({ trials, allowedErrorRate }) => {
  const { ok, failed, failures } = addRequests(trials);
  const others = Object.entries(failures).filter(([reason]) => reason !== WRONG_ANSWER);
  const failedOtherwise = failed - (failures[WRONG_ANSWER] ?? 0);
  const share = failedOtherwise / (ok + failed);
  if (failedOtherwise === 0 || share <= allowedErrorRate) return undefined;
  const reasons = others
    .sort(([, a], [, b]) => b - a)
    .map(([reason, times]) => `${exact(times)} x ${reason}`)
    .join(', ');
  return {
    verdict: 'invalid',
    text: `${exact(failedOtherwise)} of ${exact(ok + failed)} requests failed (${percent(share)}, at most ${percent(allowedErrorRate)} allowed): ${reasons}`,
  };
};
