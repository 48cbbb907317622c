import type { Slo } from '../../experiment/experiment.js';
import type { CellSummary } from '../../results/summary.js';
import { adviseByPromise } from './promise.advice.js';
import { adviseSetting } from './setting.advice.js';
import { explainSilence } from './silent.advice.js';
import { adviseSlots } from './slots.advice.js';

/**
 * What to set, in plain sentences: at least one for every work. Nobody should set anything by a cell that is not valid.
 */
export function advise(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  const works = Map.groupBy(cells, ({ workload, params }) => JSON.stringify([workload, params]));
  const silent = [...works.values()].filter((work) => adviseByValid(work, slo, cores).length === 0);
  return [
    ...adviseByValid(cells, slo, cores),
    ...silent.map((work) => explainSilence(work as [CellSummary, ...CellSummary[]])),
  ];
}

function adviseByValid(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  const valid = cells.filter(({ verdict }) => verdict === 'valid');
  return [...(slo ? adviseByPromise(valid, slo) : []), ...adviseSetting(valid), ...adviseSlots(valid, cores)];
}
