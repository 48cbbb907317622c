import { exact, listed } from '../../results/figure.js';
import { shapeInWords } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { rankSettings, type Ranking } from '../finding/ranking.js';
import { hasSeveralLoads, situation } from '../finding/words.js';
import { comparisonKey } from '../series.js';
import { bySize } from '../size.js';
import { describeAhead } from './ahead.js';

/** The smallest of those valid ones that did most, wherever the intervals tell them from the others. */
export function adviseSetting(cells: readonly CellSummary[]): string[] {
  const valid = cells.filter(({ verdict }) => verdict === 'valid');
  const closed = rankSettings(valid).filter(
    ({ cells: [{ load }], next, isSeparated }) => load.kind === 'closed' && next !== null && isSeparated,
  );
  const severalLoads = hasSeveralLoads(closed.map(({ cells: [cell] }) => cell));
  const alike = Map.groupBy(closed, (ranking) => passedOver(ranking, cells) + describe(ranking));
  return [...alike].map(([advice, group]) => {
    const situations = listed(group.map(({ cells: [cell] }) => situation(cell, severalLoads)));
    return `For most throughput of ${situations}, ${advice}.`;
  });
}

function passedOver({ cells: [fastest] }: Ranking, cells: readonly CellSummary[]): string {
  const ahead = describeAhead(cells.filter((cell) => comparisonKey(cell) === comparisonKey(fastest)));
  return ahead && `${ahead}: of the valid ones, `;
}

function describe(ranking: Ranking): string {
  const choice = `set ${shapeInWords(smallest(ranking))}`;
  return ranking.leaders.length === 1
    ? choice
    : `${choice}, the smallest of ${exact(ranking.leaders.length)} that are level`;
}

function smallest({ leaders }: Ranking): CellSummary {
  return leaders.toSorted(bySize)[0]!;
}
