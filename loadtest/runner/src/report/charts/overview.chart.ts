import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from './render-chart.js';
import { rate } from '../../results/figure.js';
import { seriesLabel, shapeLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { listSeries, seriesEncoding } from './series-style.js';
import { whisker } from './whisker.js';

const WIDTH = 316;
const ROW_HEIGHT = 34;
/** Names stand above the line of their row. */
const BELOW_NAME = 8;
/** Room right of the fastest for its figure. */
const ROOM_FOR_FIGURES = 1.3;

/** Every setting of one situation, one below the other: throughput, its interval, and what was predicted. */
export function overviewChart(cells: readonly CellSummary[]): Chart {
  const rows = cells.map(toRow);
  const most = Math.max(1e-9, ...rows.map(({ end }) => end));
  const { color, shape, fill } = seriesEncoding(listSeries(cells));
  const x = { type: 'quantitative' as const, scale: { domain: [0, most * ROOM_FOR_FIGURES], nice: false } };
  const spec: TopLevelSpec = {
    width: WIDTH,
    height: ROW_HEIGHT * cells.length,
    data: { values: rows },
    encoding: { y: { field: 'setting', type: 'ordinal', sort: null, axis: null } },
    layer: [
      {
        mark: { type: 'text', align: 'left', baseline: 'bottom' },
        encoding: { x: { value: 0 }, text: { field: 'setting' } },
      },
      {
        mark: { type: 'rule', color: 'var(--rule)', yOffset: BELOW_NAME },
        encoding: { x: { ...x, field: 'zero' }, x2: { field: 'end' } },
      },
      {
        mark: { type: 'tick', color: 'var(--quiet)', thickness: 1.5, height: 11, yOffset: BELOW_NAME },
        encoding: { x: { ...x, field: 'predicted' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2.5, yOffset: BELOW_NAME },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
      },
      {
        mark: { type: 'point', yOffset: BELOW_NAME },
        encoding: {
          x: { ...x, field: 'mean', title: 'requests per second', axis: { tickCount: 4 } },
          color,
          shape,
          fill,
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 9, yOffset: BELOW_NAME, fontWeight: 600 },
        encoding: { x: { ...x, field: 'end' }, text: { field: 'figure' } },
      },
    ],
  };
  return { width: WIDTH, spec };
}

function toRow(cell: CellSummary) {
  const { throughput, predictedThroughput, verdict } = cell;
  const figure = throughput.mean === null ? 'no rate' : rate(throughput.mean);
  return {
    setting: shapeLabel(cell),
    series: seriesLabel(cell),
    mean: throughput.mean,
    ...whisker(cell),
    predicted: predictedThroughput,
    zero: 0,
    /** Where the row's marks end and its figure begins. */
    end: Math.max(whisker(cell).high ?? 0, predictedThroughput ?? 0),
    figure: verdict === 'valid' ? figure : `${figure}, ${verdict}`,
    trusted: verdict === 'valid',
  };
}
