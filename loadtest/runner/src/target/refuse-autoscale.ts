import { shapeId } from '../experiment/cell-id.js';
import type { Cell } from '../experiment/plan.js';
import { UsageError } from '../usage-error.js';

/** @throws UsageError where a cell wants an autoscaler, which only a cluster has */
export function refuseAutoscale(cells: readonly Cell[], target: string): void {
  const cell = cells.find(({ shape }) => shape.autoscale);
  if (!cell) return;
  throw new UsageError(
    `--target ${target} has no autoscaler, and ${shapeId(cell.shape)} wants one: ` +
      'give --target kubernetes, or leave matrix.autoscale out.',
  );
}
