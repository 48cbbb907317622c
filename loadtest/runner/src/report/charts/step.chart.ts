import type { TopLevelSpec } from 'vega-lite';
import type { Load } from '../../experiment/plan.js';
import type { SecondSample } from '../../trial/trial.js';
import type { Chart } from './render-chart.js';

const WIDTH = 490;
const PANEL_WIDTH = WIDTH - 70;
const SECONDS = 'seconds since the window opened';
/** Axes are as wide in all panels, so that their seconds stand above each other. */
const AXIS_WIDTH = 46;
/** Latencies that lie further apart than this are drawn on a logarithmic axis. */
const FAR_APART = 20;
const TICKS = 3;
/** As many replicas have a line each. */
const MOST_LINES = 6;

/** What several charts have in common, so that they can be set side by side. */
export interface StepScale {
  readonly endS: number;
  readonly mostPerS: number;
  readonly mostP95Ms: number;
  readonly leastP95Ms: number;
  readonly mostReplicas: number;
}

export interface StepTimeline {
  readonly load: Extract<Load, { readonly kind: 'step' }>;
  readonly promisedP95Ms: number;
  readonly series: readonly SecondSample[];
}

export function scaleOf(timelines: readonly StepTimeline[]): StepScale {
  const samples = timelines.flatMap(({ series }) => series);
  const p95s = samples.map(({ p95Ms }) => p95Ms).filter((p95Ms) => p95Ms !== null);
  const promised = timelines.map(({ promisedP95Ms }) => promisedP95Ms);
  return {
    endS: Math.max(...samples.map(({ second }) => second + 1)),
    mostPerS: Math.max(...samples.map(({ ok, failed }) => ok + failed)),
    mostP95Ms: Math.max(...p95s, ...promised),
    leastP95Ms: Math.max(1, Math.min(...p95s, ...promised)),
    mostReplicas: Math.max(1, ...samples.map(({ replicas }) => replicas ?? 0)),
  };
}

/** Three panels over the same seconds, the time of the higher rate shaded: arrivals and losses, p95 and its promise, replicas. */
export function stepChart(timeline: StepTimeline, scale: StepScale): Chart {
  const spec: TopLevelSpec = {
    autosize: 'pad',
    spacing: 14,
    data: { values: closed(timeline.series) },
    vconcat: [arrivals(timeline, scale), latency(timeline, scale), replicas(timeline, scale)],
  };
  return { width: WIDTH, spec };
}

/** A second lasts until the next begins, the last one too. */
function closed(series: readonly SecondSample[]) {
  const rows = series.map((sample) => ({ ...sample, arrived: sample.ok + sample.failed }));
  const last = rows.at(-1);
  return last ? [...rows, { ...last, second: last.second + 1 }] : rows;
}

function arrivals(timeline: StepTimeline, scale: StepScale) {
  const y = { ...yAxis('arrived/s'), scale: { domain: [0, scale.mostPerS], nice: TICKS } };
  return {
    width: PANEL_WIDTH,
    height: 70,
    layer: [
      shade(timeline, scale),
      { mark: area('var(--quiet)'), encoding: { x: xAxis(scale), y: { ...y, field: 'arrived' } } },
      { mark: area('var(--bad)'), encoding: { x: xAxis(scale), y: { ...y, field: 'failed' } } },
    ],
  };
}

function latency(timeline: StepTimeline, scale: StepScale) {
  const y = { ...yAxis('p95, ms'), ...latencyScale(scale) };
  return {
    width: PANEL_WIDTH,
    height: 120,
    layer: [
      shade(timeline, scale),
      {
        data: { values: [{ promised: timeline.promisedP95Ms }] },
        mark: { type: 'rule' as const, color: 'var(--bad)', strokeDash: [4, 3] },
        encoding: { y: { ...y, field: 'promised' } },
      },
      {
        mark: { type: 'line' as const, color: 'var(--threaded)', interpolate: 'step-after' as const, strokeWidth: 1.5 },
        encoding: { x: xAxis(scale), y: { ...y, field: 'p95Ms' } },
      },
    ],
  };
}

function replicas(timeline: StepTimeline, scale: StepScale) {
  const { axis, ...rest } = yAxis('replicas');
  const each = Array.from({ length: scale.mostReplicas + 1 }, (_, count) => count);
  const lines = scale.mostReplicas <= MOST_LINES ? { values: each, tickCount: each.length } : {};
  const y = { ...rest, axis: { ...axis, ...lines, format: 'd' }, scale: { domain: [0, scale.mostReplicas] } };
  return {
    width: PANEL_WIDTH,
    height: 56,
    layer: [
      shade(timeline, scale, SECONDS),
      { mark: area('var(--async)'), encoding: { x: xAxis(scale, SECONDS), y: { ...y, field: 'replicas' } } },
    ],
  };
}

function shade({ load }: StepTimeline, scale: StepScale, title: string | null = null) {
  const from = load.before.forMs / 1000;
  return {
    data: { values: [{ from, to: from + load.during.forMs / 1000 }] },
    mark: { type: 'rect' as const, color: 'var(--rule)', opacity: 0.5 },
    encoding: { x: { ...xAxis(scale, title), field: 'from' }, x2: { field: 'to' } },
  };
}

function area(color: string) {
  return { type: 'area' as const, color, interpolate: 'step-after' as const };
}

/** Only the lowest panel says what the axis is. */
function xAxis({ endS }: StepScale, title: string | null = null) {
  return {
    field: 'second',
    type: 'quantitative' as const,
    title,
    scale: { domain: [0, endS], nice: false },
    axis: { labels: title !== null, ticks: title !== null },
  };
}

function yAxis(title: string) {
  return {
    type: 'quantitative' as const,
    title,
    axis: { minExtent: AXIS_WIDTH, maxExtent: AXIS_WIDTH, tickCount: TICKS },
  };
}

/** Logarithmic where latencies lie far apart: between powers of ten, lines at these alone. */
function latencyScale({ leastP95Ms, mostP95Ms }: StepScale) {
  if (mostP95Ms / leastP95Ms <= FAR_APART) return { scale: { domain: [0, mostP95Ms], nice: true } };
  const [least, most] = [Math.floor(Math.log10(leastP95Ms)), Math.ceil(Math.log10(mostP95Ms))];
  const powers = Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index));
  return {
    scale: { type: 'log' as const, domain: [powers[0]!, powers.at(-1)!] },
    axis: { minExtent: AXIS_WIDTH, maxExtent: AXIS_WIDTH, values: powers },
  };
}
