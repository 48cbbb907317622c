import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cellSummary, threadedSeries } from '../../../fixtures/cell-summary.js';
import { STEP, STORIES, stepSeries } from '../../../fixtures/step-run.js';
import { gridRun, stalledFifthRun } from '../../../fixtures/simulated-run.js';
import { summarise } from '../../analysis/summarise.js';
import type { CellSummary } from '../../results/summary.js';
import { efficiencyChart } from './efficiency.chart.js';
import { factorChart, highestOf } from './factor.chart.js';
import { latencyChart } from './latency.chart.js';
import { overviewChart } from './overview.chart.js';
import { renderChart, type Chart } from './render-chart.js';
import { listSeries } from './series-style.js';
import { scaleOf, stepChart } from './step.chart.js';
import { throughputChart } from './throughput.chart.js';
import { timelineChart } from './timeline.chart.js';

const draw = async (chart: Chart) => (await renderChart(chart, 'a chart')).markup;
const async = (changes: Partial<CellSummary> & { mean?: number } = {}) =>
  cellSummary({ model: 'async', via: 'loop', threads: null, slots: null, mean: 760, ...changes });
const cells = [
  ...threadedSeries([
    [1, 50],
    [4, 200],
  ]),
  async(),
];

let warn: ReturnType<typeof jest.spyOn>;

beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

describe('every chart', () => {
  it('is an image with a name, and text that is escaped', async () => {
    const svg = (await renderChart(overviewChart(cells), '<b> & "quotes"')).markup;
    expect(svg).toMatch(/^<svg role="img" aria-label="&lt;b&gt; &amp; &quot;quotes&quot;"/);
    expect(svg).not.toContain('xmlns');
  });

  it('takes its colours from the page', async () => {
    for (const chart of [overviewChart(cells), throughputChart(cells), latencyChart(cells)]) {
      const svg = await draw(chart);
      expect(svg).toContain('var(--threaded)');
      expect(svg).toContain('var(--async)');
      expect(svg.match(/(?:fill|stroke)="(?:#|rgb|black|white)[^"]*"/g)).toBeNull();
    }
  });

  it('is as wide as it says, whatever text it holds', async () => {
    const long = async({ model: 'threaded', via: null, replicas: 16, workers: 16, threads: 16 });
    for (const chart of [overviewChart([long]), overviewChart(cells)]) {
      expect(await draw(chart)).toContain(`width="${chart.width}"`);
    }
  });

  it('has titles with units on its axes', async () => {
    expect(await draw(overviewChart(cells))).toContain('requests per second');
    expect(await draw(throughputChart(cells))).toMatch(/slots: requests it works on at a time.*requests per second/s);
    expect(await draw(latencyChart(cells))).toContain('latency, ms');
  });
});

describe('the overview', () => {
  it('names every setting with its rate, and says which is not valid', async () => {
    const svg = await draw(overviewChart([...cells, async({ id: 'x', via: 'thread', verdict: 'suspect' })]));
    for (const text of [
      'threaded · 1 thread',
      '50.0/s',
      'threaded · 4 threads',
      '200/s',
      'async',
      '760/s',
      '760/s, suspect',
    ]) {
      expect(svg).toContain(`>${text}<`);
    }
  });

  it('can show cells without any rate', async () => {
    const none = cellSummary({
      throughput: { mean: null, ci95: null, perTrial: [] },
      verdict: 'invalid',
      predictedThroughput: null,
    });
    expect(await draw(overviewChart([none]))).toContain('>no rate, invalid<');
  });
});

describe('charts against slots', () => {
  it('put settings without a limit at the right end', async () => {
    expect(await draw(throughputChart(cells))).toContain('>no limit<');
    expect(await draw(throughputChart(cells.slice(0, 2)))).not.toContain('no limit');
  });

  it('join settings of one model, and nothing to the one without a limit', async () => {
    const lines = (await draw(throughputChart(cells))).match(/<path d="M[\d.]+,[\d.]+L[^"]*"/g)!;
    // Measured and predicted, of the threaded series alone.
    expect(lines).toHaveLength(2);
  });

  it('have a tick above all data', async () => {
    const high = threadedSeries([
      [1, 50],
      [4, 232],
    ]).map((cell) => ({ ...cell, latencyMs: { ...cell.latencyMs!, p99: 235 } }));
    for (const chart of [throughputChart(high), latencyChart(high)]) {
      const labels = [...(await draw(chart)).matchAll(/<text text-anchor="end"[^>]*>(\d+)</g)];
      expect(Math.max(...labels.map(([, label]) => Number(label)))).toBeGreaterThanOrEqual(235);
    }
  });

  it('turn logarithmic where latencies lie far apart', async () => {
    const far = { ...async(), latencyMs: { ...async().latencyMs!, p50: 1, p99: 2 } };
    expect(await draw(latencyChart([...cells, far]))).toContain('latency, ms (logarithmic)');
  });
});

describe('charts of a sweep', () => {
  const { cells: grid, scaling } = summarise(gridRun());
  const threaded = scaling.find(({ model }) => model === 'threaded')!;
  const against = (factor: 'workers' | 'threads') =>
    draw(factorChart(threaded, factor, highestOf([threaded], 'slots')));
  const linesIn = (svg: string) => svg.match(/<path d="M[\d.]+,[\d.]+L[^"]*"/g) ?? [];

  it('have against each factor a line, measured and predicted, for each way to hold the others, and its name at its end', async () => {
    const svg = await against('threads');
    expect(linesIn(svg)).toHaveLength(6);
    for (const name of ['1 worker', '2 workers', '4 workers']) expect(svg).toContain(`>${name}<`);
    expect(svg).toMatch(/threads of each process.*requests\/s/s);
  });

  it('have an interval for every point of a curve', async () => {
    const intervals = (svg: string) => svg.match(/<line [^>]*stroke-width="2"/g)?.length ?? 0;
    expect(intervals(await against('workers'))).toBeGreaterThanOrEqual(9);
    expect(intervals(await draw(efficiencyChart(grid, [threaded])!))).toBeGreaterThanOrEqual(
      threaded.curve.points.length,
    );
  });

  it('take their colours from the page', async () => {
    for (const svg of [await against('workers'), await draw(efficiencyChart(grid, scaling)!)]) {
      expect(svg).toContain('var(--threaded)');
      expect(svg.match(/(?:fill|stroke)="(?:#|rgb|black|white)[^"]*"/g)).toBeNull();
    }
  });

  it('show nothing of a slot where nothing has slots', () => {
    expect(efficiencyChart([async()], [])).toBeNull();
  });
});

describe('the timeline', () => {
  const [trial] = stalledFifthRun().trials;

  it('has a row for each request, named by its thread', async () => {
    const svg = await draw(timelineChart(trial!.timeline, 3500));
    for (const request of trial!.timeline) expect(svg).toContain(`>thread ${request.threadId}`);
    expect(svg).toContain('>thread 5, stalled<');
    expect(svg).toContain('ms since the first was sent');
  });

  it('tells processes where they differ', async () => {
    const samples = trial!.timeline.map((sample, index) => ({ ...sample, threadId: 0, pid: 100 + index }));
    expect(await draw(timelineChart(samples, 3500))).toContain('>process 104, stalled<');
  });

  it('shows a failure in place of a thread', async () => {
    const samples = trial!.timeline.map((sample) => ({
      ...sample,
      startedMs: null,
      finishedMs: null,
      pid: null,
      threadId: null,
      failure: '503 OVERLOADED',
    }));
    expect(await draw(timelineChart(samples, 3500))).toContain('>503 OVERLOADED<');
  });
});

describe('the seconds of a step', () => {
  const timelines = STORIES.map((story) => ({ load: STEP, promisedP95Ms: 500, series: stepSeries(story) }));
  const labelsOf = (svg: string) =>
    [...svg.matchAll(/<text text-anchor="end"[^>]*>([^<]+)</g)].map(([, label]) => label);

  it('are told in three panels on one axis, the same for all settings', async () => {
    const drawn = await Promise.all(timelines.map((timeline) => draw(stepChart(timeline, scaleOf(timelines)))));
    for (const svg of drawn) {
      for (const title of ['arrived/s', 'p95, ms', 'replicas', 'seconds since the window opened'])
        expect(svg).toContain(`>${title}<`);
      expect(labelsOf(svg)).toEqual(labelsOf(drawn[0]!));
      expect(svg.match(/(?:fill|stroke)="(?:#|rgb|black|white)[^"]*"/g)).toBeNull();
    }
    expect(labelsOf(drawn[0]!).slice(-4)).toEqual(['0', '1', '2', '3']);
  });

  it('have a logarithmic axis where latencies lie far apart', async () => {
    const [timeline] = timelines;
    const far = {
      ...timeline!,
      series: timeline!.series.map((sample, at) => (at === 30 ? { ...sample, p95Ms: 40_000 } : sample)),
    };
    expect(labelsOf(await draw(stepChart(far, scaleOf([far]))))).toEqual(
      expect.arrayContaining(['10', '100', '1\u00a0000', '10\u00a0000']),
    );
  });
});

it('no two series look alike', () => {
  const vias = ['loop', 'blocking', 'thread', 'process', 'sliced'] as const;
  const series = listSeries([
    ...(['blocking', 'threaded', 'queue'] as const).map((model) => ({ model, via: null })),
    ...vias.map((via) => ({ model: 'async' as const, via })),
  ]);
  expect(new Set(series.map(({ shape }) => shape)).size).toBe(series.length);
});
