import type { Scaling, Size } from '../../results/scaling.js';
import type { CellSummary } from '../../results/summary.js';
import { findKnee } from '../knee.js';
import { groupSeries, slotsSetUp, type Series } from '../series.js';
import { throughputDifference } from '../throughput-difference.js';
import { curvesByFactor, curveThrough } from './curve.js';
import { limitOfLargest } from './limit.js';
import { onePerSize, sizeOf } from './sizes.js';

/** How each series that was measured in at least two sizes grows, in the order of the plan. */
export function findScaling(cells: readonly CellSummary[], cores: number): Scaling[] {
  return groupSeries(cells).flatMap((series) => scalingOf(series, cores) ?? []);
}

function scalingOf(series: Series, cores: number): Scaling | null {
  const sized = onePerSize(series);
  const [before, largest] = sized.slice(-2);
  const curve = curveThrough(unitOf(series), null, sized);
  if (!curve || !before || !largest) return null;
  const knee = findKnee(series, cores);
  const { model, via, cpuMillis, workload, params, load } = series[0];
  return {
    model,
    via,
    ...(cpuMillis !== undefined && { cpuMillis }),
    workload,
    params,
    load,
    curve,
    byFactor: curvesByFactor(series),
    hasGrown: (throughputDifference(sized[0]!.cell, largest.cell)?.[0] ?? 1) > 0,
    stop: knee && { size: sizeOf(knee.at), next: sizeOf(knee.next) },
    limit: knee ? knee.limit : limitOfLargest(before.cell, largest.cell, cores),
    unknownBeyond: series
      .filter((cell) => cell.verdict === 'invalid' && sizeOf(cell) > largest.size)
      .map(({ id }) => id),
  };
}

function unitOf([cell]: Series): Size {
  return slotsSetUp(cell) === null ? 'processes' : 'slots';
}
