import type { Slo } from '../../experiment/experiment.js';
import { isSteady } from '../../experiment/steady-load.js';
import type { CellSummary } from '../../results/summary.js';
import { adviseByPromise } from './promise.advice.js';
import { adviseSetting } from './setting.advice.js';
import { explainSilence } from './silent.advice.js';
import { adviseSlots } from './slots.advice.js';

/**
 * What to set, in plain sentences: at least one for every work, but for bursts and steps, which have no throughput to choose by.
 * Nobody should set anything by a cell that is not valid.
 */
export function advise(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  const steady = cells.filter(({ load }) => isSteady(load));
  const works = Map.groupBy(steady, ({ workload, params }) => JSON.stringify([workload, params]));
  const silent = [...works.values()].filter((work) => adviseByValid(work, slo, cores).length === 0);
  return [
    ...adviseByValid(steady, slo, cores),
    ...silent.map((work) => explainSilence(work as [CellSummary, ...CellSummary[]])),
  ];
}

function adviseByValid(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  const valid = cells.filter(({ verdict }) => verdict === 'valid');
  return [...(slo ? adviseByPromise(valid, slo) : []), ...adviseSetting(cells), ...adviseSlots(valid, cores)];
}
