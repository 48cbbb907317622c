import { describe, expect, it } from '@jest/globals';
import { Histogram, Registry } from 'prom-client';
import { DURATION_BUCKETS, DurationHistogram } from './duration-histogram.js';

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
});

/** Labels may come in any order. */
function sorted(text: string): string[] {
  const sortLabels = (line: string) =>
    line.replace(/\{(.*)\}/, (_all, labels: string) => `{${labels.split(',').sort().join()}}`);
  return text.trim().split('\n').map(sortLabels).sort();
}
