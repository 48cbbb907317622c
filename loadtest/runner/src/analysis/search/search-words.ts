import type { Searched } from '../../experiment/search.js';
import { count, listed, rate } from '../../results/figure.js';
import { loadLabel, shapeInWords, workloadLabel } from '../../results/label.js';
import type { CellSummary, SearchSummary } from '../../results/summary.js';
import { isLoadFactor } from './search-series.js';

type Found = Omit<SearchSummary, 'words'>;

/** A value of the factor, with its noun: `39.5/s`, `4 threads`. */
export function searchedValue(over: Searched, value: number): string {
  switch (over) {
    case 'rate':
      return rate(value);
    case 'concurrency':
      return count(value, 'client');
    case 'threads':
      return count(value, 'thread');
    case 'workers':
      return count(value, 'worker');
    case 'replicas':
      return count(value, 'replica');
  }
}

/** What is the same in all cells of a search: `threaded (4 threads), sleep 100 ms`. */
export function searchSubject(over: Searched, cell: CellSummary): string {
  const [setting, work] = [shapeInWords(without(over, cell)), workloadLabel(cell)];
  return [setting, work, isLoadFactor(over) ? '' : loadLabel(cell.load)].filter(Boolean).join(', ');
}

/** The answer in a clause: `threaded (4 threads), sleep 100 ms: p95 under 200 ms holds up to 39.5/s, but not at 41.0/s (p95 412 ms)`. */
export function describeSearch(found: Found): string {
  return `${found.subject}: ${answer(found)}${doubt(found)}`;
}

function answer({ over, promise, met, failed, rungs }: Found): string {
  const upTo = isLoadFactor(over) ? 'up to' : 'with';
  const [most, least] = isLoadFactor(over) ? ['most', 'least'] : ['fewest', 'most'];
  const kept = met === null ? '' : `${promise} holds ${upTo} ${searchedValue(over, met)}`;
  if (failed === null) return kept ? `${kept}, the ${most} tried` : 'nothing is known yet';
  const rung = rungs.find(({ value }) => value === failed)!;
  const at = `${isLoadFactor(over) ? 'at' : 'with'} ${searchedValue(over, failed)}`;
  const [why] = rung.why;
  const because = why === undefined ? '' : ` (${why})`;
  if (!kept)
    return `${rung.measured === 0 ? 'nothing could be measured' : `${promise} does not hold`} ${at}${because}, the ${least} tried`;
  return `${kept}${rung.measured === 0 ? ', and nothing could be measured' : ', but not'} ${at}${because}`;
}

/** The factor that is searched has no one value. */
function without(over: Searched, cell: CellSummary): CellSummary {
  if (over === 'threads') return { ...cell, threads: null };
  return over === 'workers' || over === 'replicas' ? { ...cell, [over]: 1 } : cell;
}

/** Nothing where both ends are neighbours that were tried twice. */
function doubt({ isDone, trials, met, failed, over }: Found): string {
  if (isDone) return '';
  const ends = [met, failed].filter((value) => value !== null).map((value) => searchedValue(over, value));
  const where = ends.length === 2 ? ` between ${listed(ends)}` : '';
  return `; after ${count(trials, 'trial')} that is not yet narrowed down${where}, or not confirmed by a second trial`;
}
