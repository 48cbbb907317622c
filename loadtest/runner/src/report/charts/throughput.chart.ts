import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from './render-chart.js';
import { seriesLabel } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { listSeries, seriesEncoding } from './series-style.js';
import { SlotsAxis } from './slots-axis.js';
import { UP_TO_A_TICK } from './theme.js';
import { whisker } from './whisker.js';

const WIDTH = 490;
const HEIGHT = 260;

/** Throughput against slots: measured with its interval, and predicted, dashed. */
export function throughputChart(cells: readonly CellSummary[]): Chart {
  const axis = new SlotsAxis(cells);
  const rows = cells.map((cell) => ({
    x: axis.at(cell),
    series: seriesLabel(cell),
    mean: cell.throughput.mean,
    ...whisker(cell),
    predicted: cell.predictedThroughput,
    trusted: cell.verdict === 'valid',
    /** Settings without a limit are not a step further on the way of the others. */
    limited: cell.slots !== null,
  }));
  const { color, shape, fill } = seriesEncoding(listSeries(cells));
  const y = { type: 'quantitative' as const, title: 'requests per second', scale: UP_TO_A_TICK };
  const spec: TopLevelSpec = {
    width: WIDTH,
    height: HEIGHT,
    data: { values: rows },
    encoding: { x: axis.encoding, color },
    layer: [
      {
        transform: [{ filter: 'datum.limited' }],
        mark: { type: 'line', strokeDash: [2, 4], strokeWidth: 1.5 },
        encoding: { y: { ...y, field: 'predicted', aggregate: 'mean' } },
      },
      {
        mark: { type: 'tick', orient: 'horizontal', thickness: 1.5, width: 16 },
        encoding: { y: { ...y, field: 'predicted' } },
      },
      {
        transform: [{ filter: 'datum.limited' }],
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { y: { ...y, field: 'mean', aggregate: 'mean' } },
      },
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      { mark: { type: 'point' }, encoding: { y: { ...y, field: 'mean' }, shape, fill } },
    ],
  };
  return { width: WIDTH, spec };
}
