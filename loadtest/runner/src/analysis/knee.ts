import { isMeasured, slotsSetUp, type MeasuredCell, type Series } from './series.js';
import { bySize } from './size.js';

/** A step that brings less than this share more does not pay ... */
const LEAST_GAIN = 0.1;
/** ... unless the step is small: a slot pays while it brings half of what each of the first ones did. */
const LEAST_SHARE_OF_A_SLOT = 0.5;
/** Share of the fastest that is as good as it. */
const NEARLY = 0.95;
/** Predictions this close are the same. */
const SAME = 1.01;

export interface Knee {
  /** The setting after which more slots stopped paying. */
  readonly at: MeasuredCell;
  /** The next larger one. */
  readonly next: MeasuredCell;
  /** What holds it there; null where neither cores nor the load explain it. */
  readonly cause: 'cores' | 'clients' | 'rate' | null;
}

/** Where one more slot stopped paying, and stayed so; null while every step paid, or where there is only one. */
export function findKnee(series: Series, cores: number): Knee | null {
  const points = onePerSlotCount(series);
  const first = points[0];
  if (!first) return null;
  for (const [index, next] of points.entries()) {
    const at = points[index - 1];
    if (at && !pays(first, at, next) && points.slice(index).every((later) => gain(at, later) < LEAST_GAIN)) {
      return { at: at.cell, next: next.cell, cause: causeOf(at.cell, next.cell, cores) };
    }
  }
  return null;
}

interface Point {
  readonly slots: number;
  readonly cell: MeasuredCell;
}

/** The same number of slots can be had in several ways, as processes or as threads: the smallest that does nearly most counts. */
function onePerSlotCount(series: Series): Point[] {
  const bySlots = Map.groupBy(series.filter(isMeasured), slotsSetUp);
  return [...bySlots].flatMap(([slots, cells]) => {
    if (slots === null) return [];
    const most = Math.max(...cells.map(({ throughput }) => throughput.mean));
    const [cell] = cells.filter(({ throughput }) => throughput.mean >= NEARLY * most).sort(bySize);
    return { slots, cell: cell! };
  });
}

function pays(first: Point, at: Point, next: Point): boolean {
  const perSlotAtFirst = first.cell.throughput.mean / first.slots;
  const perSlotNow = (next.cell.throughput.mean - at.cell.throughput.mean) / (next.slots - at.slots);
  return gain(at, next) >= LEAST_GAIN || perSlotNow >= LEAST_SHARE_OF_A_SLOT * perSlotAtFirst;
}

function gain(from: Point, to: Point): number {
  return to.cell.throughput.mean / from.cell.throughput.mean - 1;
}

function causeOf(at: MeasuredCell, next: MeasuredCell, cores: number): Knee['cause'] {
  if (next.bound === 'computing') return slotsSetUp(next)! > cores ? 'cores' : null;
  const predictedToGain = (next.predictedThroughput ?? Infinity) > (at.predictedThroughput ?? 0) * SAME;
  if (predictedToGain) return null;
  return next.load.kind === 'open' ? 'rate' : 'clients';
}
