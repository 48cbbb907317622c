import { count, listed, rate } from '../../results/figure.js';
import { shapeInWords } from '../../results/label.js';
import { slotsSetUp } from '../series.js';
import { bySize } from '../size.js';
import { noiseRemark } from '../noise.js';
import type { NoiseSummary } from '../../results/summary.js';
import type { Ranking } from './ranking.js';
import { hasSeveralLoads, isSuspect, settings, situation, suspicion } from './words.js';

/** Which setting did most where clients wait for their answers: one clause for each kind of work and set of leaders. */
export function describeClosedLoads(rankings: readonly Ranking[], cores: number, noise: NoiseSummary | null): string[] {
  const closed = rankings.filter(({ cells }) => cells[0].load.kind === 'closed');
  const severalLoads = hasSeveralLoads(closed.map(({ cells }) => cells[0]));
  const alike = Map.groupBy(closed, ({ cells, leaders, next }) =>
    [
      cells[0].bound,
      shapeInWords(leaders[0]),
      ...leaders.slice(1).map(shapeInWords).sort(),
      'then',
      next && shapeInWords(next),
    ].join(),
  );
  return [...alike.values()].map((group) => describe(group as [Ranking, ...Ranking[]], { cores, severalLoads, noise }));
}

interface Context {
  readonly cores: number;
  readonly severalLoads: boolean;
  readonly noise: NoiseSummary | null;
}

function describe(group: readonly [Ranking, ...Ranking[]], { cores, severalLoads, noise }: Context): string {
  const [first] = group;
  const isAllSuspect = group.every(({ cells }) => cells.every(isSuspect));
  const figures = listed(
    group.map((ranking) => {
      const doubt = isAllSuspect ? '' : suspicion(ranking.cells);
      return `${rates(ranking, noise)} for ${situation(ranking.cells[0], severalLoads)}${doubt}`;
    }),
  );
  const doubt = isAllSuspect ? suspicion(group.flatMap(({ cells }) => cells)) : '';
  return `for ${workOf(first)}, ${claim(first, figures)}${coreLimit(group, cores)}${doubt}`;
}

function workOf({ cells: [{ bound }] }: Ranking): string {
  return bound === 'mixed' ? 'mixed work' : bound;
}

/** The figures are those of the setting named first. */
function claim({ cells, leaders: [fastest, ...others], next, isSeparated }: Ranking, figures: string): string {
  const name = shapeInWords(fastest);
  if (cells.length === 1) return `${name} was measured alone: ${figures}`;
  if (!isSeparated) return `${name} came out first, with too few trials for an interval: ${figures}`;
  const level = settings(others.toSorted(bySize));
  if (!next) return `${name} did ${figures}, and the trials show no difference to ${level}`;
  const lead = others.length === 0 ? `${name} was fastest,` : `${name} was fastest, level with ${level} and`;
  return `${lead} clear of ${shapeInWords(next)}: ${figures}`;
}

/** `781/s against 196/s`: the fastest, and what it is clear of. Where all are suspect, that is said once, behind. */
function rates({ cells, leaders: [fastest], next, isSeparated }: Ranking, noise: NoiseSummary | null): string {
  const other = isSeparated ? next : cells[1];
  const isMarked = !cells.every(isSuspect);
  return [fastest, ...(other ? [other] : [])]
    .map((cell) => `${rate(cell.throughput.mean)}${isMarked && isSuspect(cell) ? ' (suspect)' : ''}`)
    .join(' against ')
    .concat(other ? noiseRemark(noise, fastest.throughput.mean, other.throughput.mean) : '');
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
