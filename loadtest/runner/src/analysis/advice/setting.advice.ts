import { exact, listed } from '../../results/figure.js';
import { shapeInWords } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { rankSettings, type Ranking } from '../finding/ranking.js';
import { hasSeveralLoads, situation } from '../finding/words.js';
import { bySize } from '../size.js';

/** The smallest of those that did most, wherever the intervals tell them from the others. */
export function adviseSetting(cells: readonly CellSummary[]): string[] {
  const closed = rankSettings(cells).filter(
    ({ cells: [{ load }], next, isSeparated }) => load.kind === 'closed' && next !== null && isSeparated,
  );
  const severalLoads = hasSeveralLoads(closed.map(({ cells: [cell] }) => cell));
  const alike = Map.groupBy(closed, (ranking) => `${shapeInWords(smallest(ranking))} ${ranking.leaders.length}`);
  return [...alike.values()].map((group) => {
    const situations = listed(group.map(({ cells: [cell] }) => situation(cell, severalLoads)));
    return `For most throughput of ${situations}, set ${describe(group[0]!)}.`;
  });
}

function describe(ranking: Ranking): string {
  const choice = shapeInWords(smallest(ranking));
  return ranking.leaders.length === 1
    ? choice
    : `${choice}, the smallest of ${exact(ranking.leaders.length)} that are level`;
}

function smallest({ leaders }: Ranking): CellSummary {
  return leaders.toSorted(bySize)[0]!;
}
