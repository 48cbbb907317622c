import { exact, listed } from '../../results/figure.js';
import { loadLabel, shapeInWords, workloadLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';

const MOST_NAMED = 3;

/** `async, threaded with 4 threads and 2 more`: at most three names. */
export function settings(cells: readonly CellSummary[]): string {
  const names = cells.map(shapeInWords);
  if (names.length <= MOST_NAMED + 1) return listed(names);
  return listed([...names.slice(0, MOST_NAMED), `${exact(names.length - MOST_NAMED)} more`]);
}

/** `sleep 20 ms`, or with the load where an experiment has several: `sleep 20 ms (16 clients)`. */
export function situation(cell: CellSummary, hasSeveralLoads: boolean): string {
  return hasSeveralLoads ? `${workloadLabel(cell)} (${loadLabel(cell.load)})` : workloadLabel(cell);
}

export function hasSeveralLoads(cells: readonly CellSummary[]): boolean {
  return new Set(cells.map(({ load }) => JSON.stringify(load))).size > 1;
}

export function isSuspect({ verdict }: CellSummary): boolean {
  return verdict === 'suspect';
}

/** Said right behind a claim that rests on suspect cells alone: a count at the end does not tell whose they are. */
export function suspicion(cells: readonly CellSummary[]): string {
  if (!cells.every(isSuspect)) return '';
  return cells.length === 1 ? ' (which is suspect)' : ' (all of these are suspect)';
}
