import type { Limit } from '../results/scaling.js';
import { limitOfStep } from './scaling/limit.js';
import { onePerSize, type Sized } from './scaling/sizes.js';
import type { MeasuredCell, Series } from './series.js';

/** A step that brings less than this share more does not pay ... */
const LEAST_GAIN = 0.1;
/** ... unless the step is small: a slot pays while it brings half of what each of the first ones did. */
const LEAST_SHARE_OF_A_SLOT = 0.5;

export interface Knee {
  /** The setting after which more slots stopped paying. */
  readonly at: MeasuredCell;
  /** The next larger one. */
  readonly next: MeasuredCell;
  /** What holds it there; null where nothing that was measured explains it. */
  readonly limit: Limit | null;
}

/** Where one more slot stopped paying, and stayed so; null while every step paid, or where there is only one. */
export function findKnee(series: Series, cores: number): Knee | null {
  const points = onePerSize(series);
  const first = points[0];
  if (!first) return null;
  for (const [index, next] of points.entries()) {
    const at = points[index - 1];
    if (at && !pays(first, at, next) && points.slice(index).every((later) => gain(at, later) < LEAST_GAIN)) {
      return { at: at.cell, next: next.cell, limit: limitOfStep(at.cell, next.cell, cores) };
    }
  }
  return null;
}

function pays(first: Sized, at: Sized, next: Sized): boolean {
  const perSlotAtFirst = first.cell.throughput.mean / first.size;
  const perSlotNow = (next.cell.throughput.mean - at.cell.throughput.mean) / (next.size - at.size);
  return gain(at, next) >= LEAST_GAIN || perSlotNow >= LEAST_SHARE_OF_A_SLOT * perSlotAtFirst;
}

function gain(from: Sized, to: Sized): number {
  return to.cell.throughput.mean / from.cell.throughput.mean - 1;
}
