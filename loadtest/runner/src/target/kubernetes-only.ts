import type { Cell } from '../experiment/plan.js';
import { listed } from '../results/figure.js';
import { UsageError } from '../usage-error.js';

/**
 * For a target without Kubernetes, before anything is started.
 *
 * @param reason why it cannot: `the fleet on this machine has no CPU limits`
 * @throws UsageError where cells ask for what only Kubernetes can set
 */
export function refuseKubernetesFactors(cells: readonly Cell[], reason: string): void {
  const factors = [
    cells.some(({ shape }) => shape.cpuMillis !== undefined) ? 'matrix.cpuLimit' : '',
    cells.some(({ shape }) => shape.autoscale !== undefined) ? 'matrix.autoscale' : '',
  ].filter(Boolean);
  if (factors.length === 0) return;
  throw new UsageError(
    `The experiment has ${listed(factors)}, and ${reason}. Run it with --target kubernetes, or take ` +
      `${factors.length === 1 ? 'it' : 'them'} out of the file.`,
  );
}
