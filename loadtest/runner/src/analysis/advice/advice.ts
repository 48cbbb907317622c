import type { Slo } from '../../experiment/experiment.js';
import type { CellSummary } from '../../results/summary.js';
import { adviseByPromise } from './promise.advice.js';
import { adviseSetting } from './setting.advice.js';
import { adviseSlots } from './slots.advice.js';

/** What to set, in plain sentences; empty where the cells say nothing. */
export function advise(cells: readonly CellSummary[], slo: Slo | null, cores: number): string[] {
  return [...(slo ? adviseByPromise(cells, slo) : []), ...adviseSetting(cells), ...adviseSlots(cells, cores)];
}
