import { seriesLabel } from '../results/label.js';
import { figure, ratio } from '../results/figure.js';
import type { Interval, Scaling, ScalingPoint } from '../results/scaling.js';

/** Slots down, series across: what each slot did. Series that nothing bounds have no slots, and no column. */
export interface PerSlotTable {
  readonly series: readonly Scaling[];
  readonly rows: readonly PerSlotRow[];
}

export interface PerSlotRow {
  readonly slots: number;
  /** One for each series; undefined where it was not measured with as many. */
  readonly points: readonly (ScalingPoint | undefined)[];
}

export const PER_SLOT_TITLE = 'Requests per second a slot';
export const PER_SLOT_NOTE =
  'Throughput over slots, with its 95 % interval; then the share of what a slot did with the fewest. A straight line would keep it at 1.00.';

/** null where no series was measured in two sizes. */
export function perSlotTable(scalings: readonly Scaling[]): PerSlotTable | null {
  const series = scalings.filter(({ curve }) => curve.over === 'slots');
  if (series.length === 0) return null;
  const sizes = new Set(series.flatMap(({ curve }) => curve.points.map(({ size }) => size)));
  const rows = [...sizes]
    .sort((a, b) => a - b)
    .map((slots) => ({ slots, points: series.map(({ curve }) => curve.points.find(({ size }) => size === slots)) }));
  return { series, rows };
}

export function perSlotTitles({ series }: PerSlotTable): string[] {
  return ['slots', ...series.map(seriesLabel)];
}

/** `9.97 ± 0.02 (0.99)`, or a dash. */
export function perSlotText(point: ScalingPoint | undefined): string {
  return point ? `${withInterval(point.perUnit)} (${ratio(point.efficiency)})` : '-';
}

/** `9.97 ± 0.02`; without trials for an interval that is said, as a figure alone would look sure. */
export function withInterval({ mean, ci95 }: Interval): string {
  return `${figure(mean)} ± ${ci95 ? figure((ci95[1] - ci95[0]) / 2) : '?'}`;
}
