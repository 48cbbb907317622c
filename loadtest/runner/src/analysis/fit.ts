import { average, sum } from './estimate.js';
import { groupSeries, isMeasured, slotsSetUp, type Series } from './series.js';
import type { CellSummary, Fit } from '../results/summary.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line for each series that has at least two slot counts. Invalid cells are left out. */
export function fitSeries(cells: readonly CellSummary[]): Fit[] {
  return groupSeries(cells).flatMap((series) => {
    const line = fitLine(series);
    const { model, via, cpuMillis, workload, params, load } = series[0];
    const limit = cpuMillis === undefined ? {} : { cpuMillis };
    return line ? [{ model, via, ...limit, workload, params, load, ...line }] : [];
  });
}

/** The line of one series; null where it has only one slot count. */
export function fitLine(series: Series): { perSlot: number; r2: number | null } | null {
  return leastSquares(pointsOf(series));
}

function pointsOf(series: Series): Point[] {
  return series.filter(isMeasured).flatMap((cell) => {
    const x = slotsSetUp(cell);
    return x === null ? [] : [{ x, y: cell.throughput.mean }];
  });
}

/** Ordinary least squares; null where all points have the same x. */
export function leastSquares(points: readonly Point[]): { perSlot: number; r2: number | null } | null {
  const different = new Set(points.map(({ x }) => x)).size;
  if (different < 2) return null;
  const meanX = average(points.map(({ x }) => x));
  const meanY = average(points.map(({ y }) => y));
  const spreadX = sum(points.map(({ x }) => (x - meanX) ** 2));
  const perSlot = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / spreadX;
  const total = sum(points.map(({ y }) => (y - meanY) ** 2));
  const left = sum(points.map(({ x, y }) => (y - meanY - perSlot * (x - meanX)) ** 2));
  return { perSlot, r2: different < 3 || total === 0 ? null : 1 - left / total };
}
