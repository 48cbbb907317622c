import type { Model, Via } from '../../experiment/plan.js';
import { seriesLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';

type SeriesOf = Pick<CellSummary, 'model' | 'via'>;

/** How a series looks in every chart, so that it is known without looking it up, and without its colour. */
export interface SeriesStyle {
  readonly name: string;
  readonly color: string;
  /** SVG path in a square from -1 to 1. */
  readonly shape: string;
}

const TRIANGLE = 'M0,-1L1,0.8H-1Z';

const MODEL_SHAPES: Readonly<Record<Model, string>> = {
  blocking: 'M-0.8,-0.8H0.8V0.8H-0.8Z',
  threaded: 'M0.9,0A0.9,0.9,0,1,1,-0.9,0A0.9,0.9,0,1,1,0.9,0Z',
  async: TRIANGLE,
  queue: 'M0,-1.1L1.1,0L0,1.1L-1.1,0Z',
};

/** The vias of async have its colour, and shapes of their own. */
const VIA_SHAPES: Readonly<Record<Via, string>> = {
  loop: TRIANGLE,
  blocking: 'M-0.35,-1H0.35V-0.35H1V0.35H0.35V1H-0.35V0.35H-1V-0.35H-0.35Z',
  thread: 'M0,1L1,-0.8H-1Z',
  process: 'M1,0L-0.8,1V-1Z',
  sliced: 'M-1,0L0.8,1V-1Z',
};

/** The series of these cells, in their order. */
export function listSeries(cells: readonly SeriesOf[]): SeriesStyle[] {
  const byName = new Map(cells.map((cell) => [seriesLabel(cell), cell]));
  return [...byName].map(([name, { model, via }]) => ({
    name,
    color: `var(--${model})`,
    shape: via ? VIA_SHAPES[via] : MODEL_SHAPES[model],
  }));
}

/** Encodings that give marks the look of the series in the field `series`; hollow where the field `trusted` is false. */
export function seriesEncoding(series: readonly SeriesStyle[]) {
  const domain = series.map(({ name }) => name);
  const field = { field: 'series', type: 'nominal' as const, legend: null };
  const color = { ...field, scale: { domain, range: series.map(({ color }) => color) } };
  return {
    color,
    shape: { ...field, scale: { domain, range: series.map(({ shape }) => shape) } },
    fill: { condition: { test: 'datum.trusted', ...color }, value: 'var(--ground)' },
  };
}
