import { workloadNamed, type Workload } from '@fleetlab/workloads';
import type { Work } from '../experiment/plan.js';

/** What bounds this work: waiting needs a slot, computing a core too; a mix of both is neither. */
export function boundOf(work: Work): Workload['bound'] {
  if (work.kind === 'single') return workloadNamed(work.name).bound;
  const bounds = new Set(work.parts.map(({ name }) => workloadNamed(name).bound));
  return bounds.size === 1 ? [...bounds][0]! : 'mixed';
}
