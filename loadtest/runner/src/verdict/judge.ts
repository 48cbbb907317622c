import type { Load } from '../experiment/plan.js';
import type { Verdict } from '../results/summary.js';
import type { Evidence, Reason, Rule } from './evidence.js';
import { answerRules, rateRules, stepRules } from './rules.js';

export interface Judgement {
  readonly verdict: Verdict;
  /** The worst first. */
  readonly reasons: readonly string[];
}

/** Whether a cell can be trusted, and all that speaks against it. */
export function judge(evidence: Evidence): Judgement {
  const reasons = rulesFor(evidence.cell.load)
    .map((rule) => rule(evidence))
    .filter((reason): reason is Reason => reason !== undefined);
  const invalid = reasons.filter(({ verdict }) => verdict === 'invalid');
  const suspect = reasons.filter(({ verdict }) => verdict === 'suspect');
  return {
    verdict: invalid.length > 0 ? 'invalid' : suspect.length > 0 ? 'suspect' : 'valid',
    reasons: [...invalid, ...suspect].map(({ text }) => text),
  };
}

function rulesFor({ kind }: Load): readonly Rule[] {
  switch (kind) {
    case 'burst':
      return answerRules;
    case 'step':
      return stepRules;
    case 'closed':
    case 'open':
      return [...answerRules, ...rateRules];
  }
}
