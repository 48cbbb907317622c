import type { Factor, Held, Interval, ScalingCurve, ScalingPoint, Size } from '../../results/scaling.js';
import { isMeasured, type Series } from '../series.js';
import { throughputDifference } from '../throughput-difference.js';
import type { Sized } from './sizes.js';

const FACTORS: readonly Factor[] = ['replicas', 'workers', 'threads'];

/** A curve through settings of different sizes, the smallest first; null for fewer than two. */
export function curveThrough<Over extends Size | Factor>(
  over: Over,
  held: Held | null,
  sized: readonly Sized[],
): ScalingCurve<Over> | null {
  const [first, ...others] = sized;
  if (!first || others.length === 0) return null;
  const points = others.map((each, index) => toPoint(each, first, sized[index]!));
  return { over, held, points: [toPoint(first, first, null), ...points] };
}

/** Each factor by itself: cells that differ only in it make one curve. */
export function curvesByFactor(series: Series): ScalingCurve<Factor>[] {
  const cells = series.filter(isMeasured);
  return FACTORS.flatMap((factor) => {
    const sized = cells.flatMap((cell) => (cell[factor] === null ? [] : [{ size: cell[factor], cell }]));
    const alike = Map.groupBy(sized, ({ cell }) => JSON.stringify(othersOf(factor, cell)));
    return [...alike.values()].flatMap((group) => {
      const held = othersOf(factor, group[0]!.cell);
      return (
        curveThrough(
          factor,
          held,
          group.toSorted((a, b) => a.size - b.size),
        ) ?? []
      );
    });
  });
}

/** The factor itself is nothing that is held. */
function othersOf(factor: Factor, { replicas, workers, threads }: Held): Held {
  return { replicas, workers, threads, [factor]: null };
}

function toPoint({ size, cell }: Sized, first: Sized, before: Sized | null): ScalingPoint {
  const { mean, ci95 } = cell.throughput;
  const perUnit = divided({ mean, ci95 }, size);
  return {
    cell: cell.id,
    size,
    throughput: { mean, ci95 },
    predicted: cell.predictedThroughput,
    perUnit,
    efficiency: perUnit.mean / (first.cell.throughput.mean / first.size),
    perAdded: before && perAdded(before, { size, cell }),
    verdict: cell.verdict,
  };
}

/** The interval is that of the difference of two settings (Welch), not the difference of two intervals. */
function perAdded(before: Sized, now: Sized): Interval {
  const mean = now.cell.throughput.mean - before.cell.throughput.mean;
  return divided({ mean, ci95: throughputDifference(before.cell, now.cell) }, now.size - before.size);
}

function divided({ mean, ci95 }: Interval, by: number): Interval {
  return { mean: mean / by, ci95: ci95 && [ci95[0] / by, ci95[1] / by] };
}
