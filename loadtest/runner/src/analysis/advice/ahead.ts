import { shapeInWords } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { rankSettings, type Ranking } from '../finding/ranking.js';
import { settings } from '../finding/words.js';

/**
 * `async did more but is suspect (see why)`: the finding names it first, so advice that passes it over says so.
 * Empty where a valid setting did most under every closed load.
 */
export function describeAhead(cells: readonly CellSummary[]): string {
  const closed = rankSettings(cells).filter(({ cells: [{ load }] }) => load.kind === 'closed');
  const byShape = new Map(closed.flatMap(aheadOfValid).map((cell) => [shapeInWords(cell), cell]));
  if (byShape.size === 0) return '';
  return `${settings([...byShape.values()])} did more but ${byShape.size === 1 ? 'is' : 'are'} suspect (see why)`;
}

/** A ranking holds no invalid cells: what comes before the first valid one is suspect. */
function aheadOfValid({ cells }: Ranking): readonly CellSummary[] {
  const firstValid = cells.findIndex(({ verdict }) => verdict === 'valid');
  return cells.slice(0, Math.max(0, firstValid));
}
