import type { Slo } from '../../experiment/experiment.js';
import type { CellSummary } from '../../results/summary.js';
import { adviseByPromise } from './promise.advice.js';
import { adviseSetting } from './setting.advice.js';
import { adviseSlots } from './slots.advice.js';

/** What to set, in plain sentences; empty where the cells say nothing. Nobody should set anything by a cell that is not valid. */
export function advise(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  const valid = cells.filter(({ verdict }) => verdict === 'valid');
  return [...(slo ? adviseByPromise(valid, slo) : []), ...adviseSetting(valid), ...adviseSlots(valid, cores)];
}
