import { scheduleArrivals } from '../embedded/arrivals.js';
import { MicrosecondHistogram } from '../embedded/microsecond-histogram.js';
import { Recorder, type Window } from '../embedded/recorder.js';
import type { LoadOrder, Measurement } from '../generator.js';
import type { InstanceLog } from './samples/instance-log.js';
import type { K6Sample } from './samples/sample-line.js';
import { burstTimeline } from './burst-timeline.js';

/** Times are read to a thousandth of a millisecond. */
const HALF_A_MICROSECOND = 0.0005;

/** A sample on the clock of this process's performance.now(), which traces are told by. */
export interface PlacedSample extends K6Sample {
  readonly intendedAt: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/**
 * What the samples of all k6 amount to, counted by the embedded generator's own recorder, so that its figures mean the same.
 * Where several share a load, the window is what all of them had: from the last that began to the first that ended.
 *
 * @param loopUtilization share of the CPU that it may use, of the busiest k6; null where it cannot be seen
 * @throws TrialBroken where any has not said everything
 */
export function measurementOf(
  order: LoadOrder,
  logs: readonly InstanceLog[],
  loopUtilization: number | null,
): Measurement {
  for (const log of logs) log.checkWhole();
  const samples = logs.flatMap(placeSamples);
  const dropped = sum(logs.map((log) => log.dropped));
  const health = { ...healthOf(order, samples), loopUtilization, dropped };
  const window = windowOf(order, logs);
  if (order.load.kind === 'burst') return measureBurst(order, samples, window.openAt, health);
  const recorder = new Recorder(window);
  record(recorder, samples);
  return {
    window: {
      warmupMs: order.warmupMs,
      durationMs: window.closeAt - window.openAt,
      clients: order.load.kind === 'closed' ? order.clients : null,
      ratePerSecond: order.load.kind === 'open' ? order.load.ratePerSecond : null,
    },
    ...recorder.result(),
    generator: health,
    timeline: [],
  };
}

function measureBurst(
  order: LoadOrder,
  samples: readonly PlacedSample[],
  openAt: number,
  generator: Measurement['generator'],
): Measurement {
  const { load, warmupMs } = order;
  const burst = samples.filter(({ request }) => request > 0).sort((a, b) => a.request - b.request);
  const closeAt = Math.max(openAt, ...burst.map(({ answeredAt }) => answeredAt));
  const recorder = new Recorder({ openAt, closeAt: Infinity });
  record(recorder, burst);
  return {
    window: { warmupMs, durationMs: closeAt - openAt, clients: burst.length, ratePerSecond: null },
    ...recorder.result(closeAt),
    halves: { firstMeanMs: null, secondMeanMs: null },
    generator,
    timeline: burstTimeline(burst, load, openAt),
  };
}

function placeSamples(log: InstanceLog): PlacedSample[] {
  const startAt = log.startedAt - performance.timeOrigin;
  return log.samples.map((sample) => ({
    ...sample,
    intendedAt: startAt + sample.intendedMs,
    sentAt: startAt + sample.sentMs,
    answeredAt: startAt + sample.answeredMs,
  }));
}

function windowOf({ warmupMs, durationMs }: LoadOrder, logs: readonly InstanceLog[]): Window {
  const starts = logs.map(({ startedAt }) => startedAt - performance.timeOrigin);
  return {
    openAt: Math.max(...starts) + warmupMs,
    closeAt: Math.min(...starts) + warmupMs + durationMs,
  };
}

/** In the order in which it all happened. */
function record(recorder: Recorder, samples: readonly PlacedSample[]): void {
  const events = samples.flatMap((sample) => [
    { at: sample.sentAt, tell: () => recorder.started(sample.intendedAt, sample.sentAt) },
    {
      at: sample.answeredAt,
      tell: () => recorder.ended(sample.intendedAt, sample.answeredAt, sample.answer, sample.traceId),
    },
  ]);
  for (const { tell } of events.sort((a, b) => a.at - b.at)) tell();
}

/** Of the requests that were to start in the window, by each k6's own clock. */
function healthOf({ load, warmupMs, durationMs }: LoadOrder, samples: readonly PlacedSample[]) {
  const endMs = warmupMs + durationMs;
  // k6 starts one more at the very end of an open load.
  const isInWindow = ({ intendedMs }: PlacedSample) =>
    intendedMs >= warmupMs && intendedMs < endMs - HALF_A_MICROSECOND;
  const counted = samples.filter(load.kind === 'burst' ? ({ request }) => request > 0 : isInWindow);
  if (load.kind !== 'open') return { scheduled: counted.length, started: counted.length, lagP99Ms: 0 };
  const lag = new MicrosecondHistogram();
  for (const { intendedMs, sentMs } of counted) lag.record(sentMs - intendedMs);
  const arrivals = scheduleArrivals(load, endMs, () => 0);
  return {
    scheduled: arrivals.filter((at) => at >= warmupMs).length,
    started: counted.length,
    lagP99Ms: lag.percentile(99),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
