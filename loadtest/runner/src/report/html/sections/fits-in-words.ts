import { comparisonKey } from '../../../analysis/series.js';
import { listed, rate } from '../../../results/figure.js';
import { seriesLabel } from '../../../results/label.js';
import type { Scaling } from '../../../results/scaling.js';
import type { CellSummary, Fit } from '../../../results/summary.js';

/** Points further from a line than this are not on one. */
const LEAST_R2 = 0.9;

/** The slopes of straight lines, and how well the worst of them fits; a series that stopped growing is none. */
export function describeFits(cell: CellSummary, fits: readonly Fit[], scalings: readonly Scaling[]): string {
  const bent = new Set(scalings.filter(({ stop }) => stop).map(seriesLabel));
  const straight = fits.filter((fit) => (fit.r2 ?? 1) >= LEAST_R2 && !bent.has(seriesLabel(fit)));
  const own = straight.filter((fit) => comparisonKey(fit) === comparisonKey(cell));
  if (own.length === 0) return '';
  const slopes = listed(own.map((fit) => `${rate(fit.perSlot)} with ${seriesLabel(fit)}`));
  const known = own.map(({ r2 }) => r2).filter((r2) => r2 !== null);
  const worst = known.length > 0 ? ` (r² ${Math.min(...known).toFixed(3)} or more)` : '';
  return `As a straight line, one more slot brings ${slopes}${worst}.`;
}
