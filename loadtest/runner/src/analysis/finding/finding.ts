import { count, exact } from '../../results/figure.js';
import type { CellSummary, NoiseSummary } from '../../results/summary.js';
import { describeBursts } from './burst.finding.js';
import { describeClosedLoads } from './closed.finding.js';
import { describeOpenLoads } from './open.finding.js';
import { rankSettings } from './ranking.js';
import { describeSteps } from './step.finding.js';

/**
 * One sentence that answers the question of an experiment, made of its figures alone.
 *
 * @param noise what a setting differs by from itself: said beside every comparison that is narrower
 */
export function findAnswer(cells: readonly CellSummary[], cores: number, noise: NoiseSummary | null = null): string {
  const rankings = rankSettings(cells);
  const clauses = [
    ...describeBursts(cells),
    ...describeSteps(cells),
    ...describeClosedLoads(rankings, cores, noise),
    ...describeOpenLoads(rankings),
  ];
  return [sentence(clauses), caveat(cells)].filter(Boolean).join(' ');
}

function sentence(clauses: readonly string[]): string {
  if (clauses.length === 0) return 'Nothing can be said: no cell of this experiment can be used.';
  const text = clauses.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function caveat(cells: readonly CellSummary[]): string {
  const invalid = cells.filter(({ verdict }) => verdict === 'invalid').length;
  const suspect = cells.filter(({ verdict }) => verdict === 'suspect').length;
  if (invalid === cells.length) return '';
  const remarks = [
    invalid > 0 ? `${count(invalid, 'invalid cell')} left out` : '',
    suspect > 0 ? `${exact(suspect)} of ${count(cells.length, 'cell')} suspect` : '',
  ].filter(Boolean);
  return remarks.length > 0 ? `(${remarks.join('; ')}.)` : '';
}
