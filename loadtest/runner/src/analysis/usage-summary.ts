import type { CellSummary } from '../results/summary.js';
import type { TrialRecord, Usage } from '../trial/trial.js';
import { addRequests } from '../verdict/requests.js';
import { average, sum } from './estimate.js';

type UsageSummary = Pick<
  CellSummary,
  'cpuMsPerRequest' | 'rssMiB' | 'coresUsed' | 'throttledShare' | 'generatorUtilization'
>;

type MeasuredTrial = TrialRecord & { readonly usage: Usage };

/** What the services used, over those trials in which it was seen, and how busy the generator was. */
export function summariseUsage(trials: readonly TrialRecord[]): UsageSummary {
  const measured = trials.filter((trial): trial is MeasuredTrial => trial.usage !== null);
  const cpuMs = sum(measured.map(({ usage }) => usage.cpuMs));
  const windowMs = sum(measured.map(({ window }) => window.durationMs));
  const { ok, failed } = addRequests(measured);
  return {
    cpuMsPerRequest: ok + failed === 0 ? null : cpuMs / (ok + failed),
    rssMiB: measured.length === 0 ? null : average(measured.map(({ usage }) => usage.rssMiB)),
    coresUsed: windowMs === 0 ? null : cpuMs / windowMs,
    throttledShare: throttledShare(measured),
    generatorUtilization: highest(trials.flatMap(({ generator }) => generator.loopUtilization ?? [])),
  };
}

function highest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

/** Share of periods, not of time: what the kernel counts, and what alerts on throttling look at. */
export function throttledShare(trials: readonly Pick<TrialRecord, 'usage'>[]): number | null {
  const throttling = trials.flatMap(({ usage }) => usage?.throttling ?? []);
  const periods = sum(throttling.map((each) => each.periods));
  return periods === 0 ? null : sum(throttling.map(({ throttledPeriods }) => throttledPeriods)) / periods;
}
