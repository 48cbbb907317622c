import { describe, expect, it } from '@jest/globals';
import { Histogram, Registry } from 'prom-client';
import { DURATION_BUCKETS, DurationHistogram } from './duration-histogram.js';
import { SilentRegistry } from './registry.js';

describe('a duration histogram', () => {
  it("writes what the library's histogram writes, value for value", async () => {
    const ours = new Registry();
    const theirs = new Registry();
    const labels = { model: 'async', workload: 'noop' };
    const histogram = new DurationHistogram('h', 'help', ours);
    const reference = new Histogram({
      name: 'h',
      help: 'help',
      labelNames: ['model', 'workload'],
      buckets: [...DURATION_BUCKETS],
      registers: [theirs],
    });
    for (const ms of [0, 0.5, 1, 1.0001, 47, 60_000, 60_001, 1e6]) {
      histogram.with(labels).observeMs(ms);
      reference.observe(labels, ms / 1000);
    }
    expect(sorted(await ours.metrics())).toEqual(sorted(await theirs.metrics()));
  });

  it('counts a negative duration as none: clocks of two processes may differ', async () => {
    const registry = new Registry();
    new DurationHistogram('h', 'help', registry).with({}).observeMs(-5);
    expect(await registry.metrics()).toContain('h_sum 0');
  });

  it('keeps an exemplar of each bucket, from sampled spans only: the first since they were last read', () => {
    const series = new DurationHistogram('h', 'help', new Registry()).with({});
    const span = (traceId: string) => ({ traceId, spanId: 'b7' });
    series.observeMs(40, span('first'));
    series.values();
    series.observeMs(41, span('second'));
    series.observeMs(39, span('third'));
    series.observeMs(42);
    series.observeMs(70_000, span('beyond the last bound'));
    const kept = series.values().flatMap(({ labels: { le }, exemplar }) => (exemplar ? [{ le, exemplar }] : []));
    expect(kept).toMatchObject([
      { le: 0.047, exemplar: { labelSet: { trace_id: 'second', span_id: 'b7' }, value: 0.041 } },
      { le: '+Inf', exemplar: { labelSet: { trace_id: 'beyond the last bound' }, value: 70 } },
    ]);
    expect(Math.abs(kept[0]!.exemplar.timestamp - Date.now() / 1000)).toBeLessThan(60);
  });

  it('observes nothing where metrics are off', async () => {
    const registry = new SilentRegistry();
    const series = new DurationHistogram('h', 'help', registry).with({});
    series.observeMs(40);
    expect(series.values().filter(({ value }) => value > 0)).toEqual([]);
    expect(await registry.metrics()).toBe('\n');
  });
});

/** Labels may come in any order. */
function sorted(text: string): string[] {
  const sortLabels = (line: string) =>
    line.replace(/\{(.*)\}/, (_all, labels: string) => `{${labels.split(',').sort().join()}}`);
  return text.trim().split('\n').map(sortLabels).sort();
}
