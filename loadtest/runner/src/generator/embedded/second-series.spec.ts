import { expect, it } from '@jest/globals';
import { SecondSeries } from './second-series.js';

it('requests are told by the second in which they were to start, however late they ended', () => {
  const series = new SecondSeries(3000);
  for (let index = 1; index <= 20; index++) series.ended(500, 500 + index, true);
  series.ended(999, 60_000, false);
  series.ended(1000, 4000, true);
  expect(series.result()).toEqual([
    { second: 0, ok: 20, failed: 1, p95Ms: 19, replicas: null },
    { second: 1, ok: 1, failed: 0, p95Ms: 3000, replicas: null },
    { second: 2, ok: 0, failed: 0, p95Ms: null, replicas: null },
  ]);
});

it('a start that is a rounding error before a second belongs to that second', () => {
  const series = new SecondSeries(2000);
  series.ended(1000 - 1e-9, 1010, true);
  expect(series.result().map(({ ok }) => ok)).toEqual([0, 1]);
});
