import type { TopLevelSpec } from 'vega-lite';
import type { Factor, Scaling, ScalingCurve, Size } from '../../results/scaling.js';
import { lineLabels } from './line-labels.js';
import type { Chart } from './render-chart.js';
import { listSeries } from './series-style.js';
import { UP_TO_A_TICK } from './theme.js';

const WIDTH = 250;
const HEIGHT = 190;
const LABEL_HEIGHT = 17;
/** Where the axis ends, as a share of the largest size: labels of lines stand right of their ends. */
const END = 1.06;
const END_WITH_LABELS = 1.65;

const TITLES: Readonly<Record<Factor, string>> = {
  replicas: 'replicas',
  workers: 'workers of each replica',
  threads: 'threads of each process',
};

/** Throughput of one series against one factor: a line for each way the others are held, with intervals and predictions. */
export function factorChart(scaling: Scaling, factor: Factor, most: number): Chart {
  const curves = scaling.byFactor.filter(({ over }) => over === factor);
  const [style] = listSeries([scaling]);
  const rows = curves.flatMap(toRows);
  const sizes = [...new Set(rows.map(({ x }) => x))].sort((a, b) => a - b);
  const labels = curves.length > 1 ? lineLabels(curves, (LABEL_HEIGHT / HEIGHT) * most) : [];
  const end = Math.max(...sizes) * (labels.length > 0 ? END_WITH_LABELS : END);
  const x = {
    field: 'x',
    type: 'quantitative' as const,
    title: TITLES[factor],
    scale: { domain: [0, end], nice: false },
    axis: { values: sizes, format: 'd' },
  };
  const y = {
    type: 'quantitative' as const,
    title: 'requests/s',
    scale: { domain: [0, most], ...UP_TO_A_TICK },
  };
  const detail = { field: 'line', type: 'nominal' as const };
  const color = { value: style!.color };
  const spec: TopLevelSpec = {
    width: WIDTH,
    height: HEIGHT,
    data: { values: rows },
    encoding: { x, color, detail },
    layer: [
      {
        mark: { type: 'line', strokeDash: [2, 4], strokeWidth: 1.5 },
        encoding: { y: { ...y, field: 'predicted' } },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { ...y, field: 'mean' } } },
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      {
        mark: { type: 'point', shape: style!.shape },
        encoding: {
          y: { ...y, field: 'mean' },
          fill: { condition: { test: 'datum.trusted', ...color }, value: 'var(--ground)' },
        },
      },
      {
        data: { values: labels },
        mark: { type: 'text', align: 'left', dx: 9 },
        encoding: { y: { ...y, field: 'y' }, text: { field: 'text' }, color: { value: 'currentColor' } },
      },
    ],
  };
  return { width: WIDTH, spec };
}

/** The end of the axis that the panels of all series with slots share, or of all without: above every interval and prediction. */
export function highestOf(scalings: readonly Scaling[], over: Size): number {
  const points = scalings
    .filter(({ curve }) => curve.over === over)
    .flatMap(({ byFactor }) => byFactor.flatMap((curve) => curve.points));
  return Math.max(
    1e-9,
    ...points.map(({ throughput, predicted }) => Math.max(throughput.mean, throughput.ci95?.[1] ?? 0, predicted ?? 0)),
  );
}

function toRows({ points }: ScalingCurve, line: number) {
  return points.map(({ size, throughput: { mean, ci95 }, predicted, verdict }) => ({
    x: size,
    line,
    mean,
    low: ci95 ? Math.max(0, ci95[0]) : mean,
    high: ci95 ? ci95[1] : mean,
    predicted,
    trusted: verdict === 'valid',
  }));
}
