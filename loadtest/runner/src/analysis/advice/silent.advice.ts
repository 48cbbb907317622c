import { count } from '../../results/figure.js';
import { shapeInWords, workloadLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { isSuspect } from '../finding/words.js';
import { isMeasured } from '../series.js';
import { hasEnoughTrials } from '../throughput-difference.js';
import { describeAhead } from './ahead.js';

/** What to say of a work that no advice is given for: left out, it would look forgotten. */
export function explainSilence(cells: readonly [CellSummary, ...CellSummary[]]): string {
  return `For ${workloadLabel(cells[0])}, nothing can be said yet: ${[describeAhead(cells), reason(cells)].filter(Boolean).join(', and ')}.`;
}

function reason(cells: readonly [CellSummary, ...CellSummary[]]): string {
  const valid = cells.filter(({ verdict }) => verdict === 'valid');
  const [first] = valid;
  if (!first) return whyNoneIsValid(cells);
  if (valid.length === 1) {
    return `${shapeInWords(first)} is the only setting that was ${cells.length === 1 ? 'tried' : 'valid'}`;
  }
  if (first.load.kind === 'open') return 'with arrivals at a fixed rate it takes a promise of latency to choose by';
  if (!valid.filter(isMeasured).every(hasEnoughTrials))
    return 'there are too few trials for an interval; repeat more often';
  return `the trials show no difference between its ${count(valid.length, 'valid setting')}; repeat more often`;
}

function whyNoneIsValid(cells: readonly CellSummary[]): string {
  const whose = cells.length === 1 ? 'its only setting is' : 'all its settings are';
  if (cells.every(isSuspect)) return `${whose} suspect; repeat more often or on a quieter machine`;
  const verdict = cells.some(isSuspect) ? 'suspect or invalid' : 'invalid';
  return `${whose} ${verdict}; see why, and mend that first`;
}
