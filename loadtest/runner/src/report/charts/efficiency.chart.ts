import type { TopLevelSpec } from 'vega-lite';
import { seriesLabel } from '../../results/label.js';
import type { Scaling } from '../../results/scaling.js';
import type { CellSummary } from '../../results/summary.js';
import type { Chart } from './render-chart.js';
import { listSeries, seriesEncoding } from './series-style.js';
import { SlotsAxis } from './slots-axis.js';
import { UP_TO_A_TICK } from './theme.js';

const WIDTH = 490;
const HEIGHT = 260;

/** Throughput a slot against slots, as a share of that with the fewest; null where nothing has slots. */
export function efficiencyChart(cells: readonly CellSummary[], scalings: readonly Scaling[]): Chart | null {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const curves = scalings.filter(({ curve }) => curve.over === 'slots');
  const shown = curves.flatMap(({ curve }) => curve.points.map(({ cell }) => byId.get(cell)!));
  if (shown.length === 0) return null;
  const axis = new SlotsAxis(shown);
  const rows = curves.flatMap((scaling) => toRows(scaling, (id) => axis.at(byId.get(id)!)));
  const { color, shape, fill } = seriesEncoding(listSeries(shown));
  const y = { type: 'quantitative' as const, title: 'share of a slot with the fewest', scale: UP_TO_A_TICK };
  const spec: TopLevelSpec = {
    width: WIDTH,
    height: HEIGHT,
    data: { values: rows },
    encoding: { x: axis.encoding, color },
    layer: [
      {
        mark: { type: 'rule', strokeDash: [2, 4], strokeWidth: 1.5, color: 'var(--quiet)' },
        encoding: {
          x: { value: 0 },
          x2: { value: 'width' },
          y: { datum: 1, type: 'quantitative' },
          color: { value: 'var(--quiet)' },
        },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { ...y, field: 'share' } } },
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      { mark: { type: 'point' }, encoding: { y: { ...y, field: 'share' }, shape, fill } },
    ],
  };
  return { width: WIDTH, spec };
}

function toRows(scaling: Scaling, xOf: (cell: string) => number) {
  const { points } = scaling.curve;
  const ofFewest = points[0].perUnit.mean;
  return points.map(({ cell, efficiency, perUnit: { ci95 }, verdict }) => ({
    x: xOf(cell),
    series: seriesLabel(scaling),
    share: efficiency,
    low: ci95 ? Math.max(0, ci95[0] / ofFewest) : efficiency,
    high: ci95 ? ci95[1] / ofFewest : efficiency,
    trusted: verdict === 'valid',
  }));
}
