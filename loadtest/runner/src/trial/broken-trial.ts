import { MicrosecondHistogram } from '../generator/embedded/microsecond-histogram.js';
import type { TrialOrder } from './run-trial.js';
import type { TrialRecord } from './trial.js';

/** The record of a trial that could not be had: it has no requests, and says why. */
export function brokenTrial(
  { trial: { number, round, cell }, warmupMs, durationMs, clients }: TrialOrder,
  startedAt: Date,
  broken: string,
): TrialRecord {
  const { load } = cell;
  const nothing = new MicrosecondHistogram().encode();
  return {
    number,
    round,
    cell: cell.id,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    broken,
    window: {
      warmupMs,
      durationMs,
      clients: load.kind === 'burst' ? load.requests : (clients ?? null),
      ratePerSecond: load.kind === 'open' ? load.ratePerSecond : null,
    },
    requests: { ok: 0, failed: 0, failures: {} },
    throughputPerS: null,
    histograms: { latency: nothing, wait: nothing, service: nothing },
    meanInFlight: 0,
    latencySumMs: 0,
    halves: { firstMeanMs: null, secondMeanMs: null },
    generator: { scheduled: 0, started: 0, lagP99Ms: 0, loopUtilization: 0 },
    usage: null,
    timeline: [],
  };
}
