import { count, listed, rate } from '../../results/figure.js';
import { shapeInWords } from '../../results/label.js';
import { slotsSetUp } from '../series.js';
import { bySize } from '../size.js';
import type { Ranking } from './ranking.js';
import { hasSeveralLoads, settings, situation } from './words.js';

/** Which setting did most where clients wait for their answers: one clause for each kind of work and set of leaders. */
export function describeClosedLoads(rankings: readonly Ranking[], cores: number): string[] {
  const closed = rankings.filter(({ cells }) => cells[0].load.kind === 'closed');
  const severalLoads = hasSeveralLoads(closed.map(({ cells }) => cells[0]));
  const alike = Map.groupBy(closed, ({ cells, leaders, next }) =>
    [cells[0].bound, ...leaders.map(shapeInWords).sort(), 'then', next && shapeInWords(next)].join(),
  );
  return [...alike.values()].map((group) => describe(group as [Ranking, ...Ranking[]], cores, severalLoads));
}

function describe(group: readonly [Ranking, ...Ranking[]], cores: number, severalLoads: boolean): string {
  const [first] = group;
  const figures = listed(group.map((ranking) => `${rates(ranking)} for ${situation(ranking.cells[0], severalLoads)}`));
  return `for ${workOf(first)}, ${claim(first)}: ${figures}${coreLimit(group, cores)}`;
}

function workOf({ cells: [{ bound }] }: Ranking): string {
  return bound === 'mixed' ? 'mixed work' : bound;
}

function claim({ cells, leaders, next, isSeparated }: Ranking): string {
  if (cells.length === 1) return `${shapeInWords(cells[0])} was measured alone`;
  if (!isSeparated) return `${shapeInWords(leaders[0])} came out first, with too few trials for an interval`;
  const smallestFirst = leaders.toSorted(bySize);
  if (!next) return `nothing separates ${settings(smallestFirst)} (the trials show no difference)`;
  const lead =
    leaders.length === 1
      ? `${shapeInWords(leaders[0])} was fastest`
      : `${settings(smallestFirst)} were level and fastest`;
  return `${lead}, clear of ${shapeInWords(next)}`;
}

/** `781/s against 196/s`; of leaders that are level the highest. */
function rates({ cells, leaders, next, isSeparated }: Ranking): string {
  const other = isSeparated ? next : cells[1];
  const fastest = rate(leaders[0].throughput.mean);
  return other ? `${fastest} against ${rate(other.throughput.mean)}` : fastest;
}

/** Said only where enough was set up for the cores to be the limit. */
function coreLimit(group: readonly Ranking[], cores: number): string {
  const limited = group.filter(
    ({ leaders: [fastest] }) => fastest.bound === 'computing' && fastest.calibratedMs !== null,
  );
  const [ranking] = limited;
  if (!ranking || limited.some(({ leaders: [fastest] }) => (slotsSetUp(fastest) ?? 0) < cores)) return '';
  const capacities = limited.map(({ leaders: [fastest] }) => rate((cores / fastest.calibratedMs!) * 1000));
  return `, and nothing beat ${count(cores, 'core')}, which can do ${listed(capacities)}`;
}
