import type { Measurement } from '../generator.js';
import { schedulePhases } from './arrivals.js';
import type { LoadRun } from './load-run.js';
import { runScheduledLoad } from './scheduled.load.js';
import { SecondSeries } from './second-series.js';

/** A rate that rises and falls again, told second by second. The warm-up has the rate of the first phase. */
export async function runStepLoad({ order, load, ...connection }: LoadRun<'step'>): Promise<Measurement> {
  const { before, during, after } = load;
  const warmup = { ...before, forMs: order.warmupMs };
  const series = new SecondSeries(order.durationMs);
  const measurement = await runScheduledLoad({
    order,
    arrivals: schedulePhases([warmup, before, during, after]),
    ratePerSecond: null,
    onEnded: (intendedMs, answeredMs, isRight) => series.ended(intendedMs, answeredMs, isRight),
    ...connection,
  });
  return { ...measurement, series: series.result() };
}
