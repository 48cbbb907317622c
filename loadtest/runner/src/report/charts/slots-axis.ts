import { slotsSetUp } from '../../analysis/series.js';
import { seriesLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';

/** Distance between series at the same number of slots, as a share of the axis, so that they do not hide each other. */
const APART = 0.02;
/** Where settings without a limit stand, and where the axis ends, as shares of the most slots. */
const NO_LIMIT = 1.18;
const END = 1.06;

/** The horizontal axis of charts against slots: to scale, and settings without a limit at the right end. */
export class SlotsAxis {
  private readonly counts: readonly number[];
  private readonly series: readonly string[];
  private readonly most: number;
  private readonly hasUnlimited: boolean;
  private readonly title: string;

  constructor(cells: readonly CellSummary[]) {
    const counts = cells.map(slotsSetUp);
    this.counts = [...new Set(counts.filter((count) => count !== null))].sort((a, b) => a - b);
    this.most = Math.max(1, ...this.counts);
    this.hasUnlimited = counts.includes(null);
    this.series = [...new Set(cells.map(seriesLabel))];
    this.title = cells[0]?.bound === 'waiting' ? 'slots: requests it works on at a time' : 'processes x threads set up';
  }

  /** Where a cell stands. */
  at(cell: CellSummary): number {
    const place = this.series.indexOf(seriesLabel(cell)) - (this.series.length - 1) / 2;
    return (slotsSetUp(cell) ?? this.unlimitedAt) + place * APART * this.end;
  }

  get encoding() {
    return {
      field: 'x',
      type: 'quantitative' as const,
      title: this.title,
      scale: { domain: [0, this.end], nice: false },
      axis: {
        values: this.hasUnlimited ? [...this.counts, this.unlimitedAt] : [...this.counts],
        labelExpr: `datum.value === ${this.unlimitedAt} ? 'no limit' : datum.label`,
        labelOverlap: true,
        format: 'd',
      },
    };
  }

  private get unlimitedAt(): number {
    return this.most * NO_LIMIT;
  }

  private get end(): number {
    return (this.hasUnlimited ? this.unlimitedAt : this.most) * END;
  }
}
