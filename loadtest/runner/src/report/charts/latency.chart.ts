import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from './render-chart.js';
import { seriesLabel } from '../../results/label.js';
import type { CellSummary, Percentiles } from '../../results/summary.js';
import { listSeries, seriesEncoding } from './series-style.js';
import { SlotsAxis } from './slots-axis.js';
import { UP_TO_A_TICK } from './theme.js';

const WIDTH = 490;
const HEIGHT = 260;
/** Beyond this spread small latencies would lie on the axis. */
const WIDEST_LINEAR = 40;

/** Latency against slots: a mark at the median, a bar at the 95th percentile, a line up to the 99th. */
export function latencyChart(cells: readonly CellSummary[]): Chart {
  const axis = new SlotsAxis(cells);
  const rows = cells.flatMap((cell) => {
    if (!cell.latencyMs) return [];
    const { p50, p95, p99 } = cell.latencyMs;
    return { x: axis.at(cell), series: seriesLabel(cell), p50, p95, p99, trusted: cell.verdict === 'valid' };
  });
  const isWide = spread(rows) > WIDEST_LINEAR;
  const { color, shape, fill } = seriesEncoding(listSeries(cells));
  const y = {
    type: 'quantitative' as const,
    title: isWide ? 'latency, ms (logarithmic)' : 'latency, ms',
    scale: { type: isWide ? ('log' as const) : ('linear' as const), ...UP_TO_A_TICK },
  };
  const spec: TopLevelSpec = {
    width: WIDTH,
    height: HEIGHT,
    data: { values: rows },
    encoding: { x: axis.encoding, color },
    layer: [
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { y: { ...y, field: 'p50' }, y2: { field: 'p99' } } },
      {
        mark: { type: 'tick', orient: 'horizontal', thickness: 2, width: 14 },
        encoding: { y: { ...y, field: 'p95' } },
      },
      {
        mark: { type: 'tick', orient: 'horizontal', thickness: 2, width: 6 },
        encoding: { y: { ...y, field: 'p99' } },
      },
      { mark: { type: 'point' }, encoding: { y: { ...y, field: 'p50' }, shape, fill } },
    ],
  };
  return { width: WIDTH, spec };
}

function spread(rows: readonly Pick<Percentiles, 'p50' | 'p99'>[]): number {
  return Math.max(...rows.map(({ p99 }) => p99)) / Math.min(...rows.map(({ p50 }) => p50));
}
