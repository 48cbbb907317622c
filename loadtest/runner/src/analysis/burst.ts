import type { BurstSummary, StallSummary } from '../results/summary.js';
import type { StalledRequest } from '../experiment/plan.js';
import type { RequestSample, TrialRecord } from '../trial/trial.js';
import { average } from './estimate.js';

/** A request that waited at least this share of the stalled one's run waited because of it. */
const SHARE_OF_STALL = 0.5;

/** What happened to requests that were sent all at once. */
export function summariseBurst(stalled: StalledRequest | null, trials: readonly TrialRecord[]): BurstSummary {
  const lastAnswers = trials
    .filter(({ timeline }) => timeline.length > 0)
    .map(({ timeline }) => Math.max(...timeline.map(({ answeredMs }) => answeredMs)));
  return {
    lastAnswerMs: lastAnswers.length === 0 ? null : average(lastAnswers),
    stall: stalled && summariseStall(stalled, trials),
  };
}

function summariseStall(stalled: StalledRequest, trials: readonly TrialRecord[]): StallSummary {
  const runs = trials.flatMap(({ timeline }) => {
    const stall = timeline.find((sample) => sample.stalled);
    const ranMs = stall && runMs(stall);
    return ranMs == null ? [] : [{ ranMs, others: timeline.filter((sample) => sample !== stall) }];
  });
  const waiters = runs.map(({ ranMs, others }) =>
    others.filter((sample) => (waitedMs(sample) ?? 0) >= SHARE_OF_STALL * ranMs).map(({ request }) => request),
  );
  const all = [...new Set(waiters.flat())].sort((a, b) => a - b);
  const waits = runs.flatMap(({ others }) => others.map(waitedMs)).filter((ms) => ms !== null);
  return {
    request: stalled.request,
    ranMs: runs.length === 0 ? null : average(runs.map(({ ranMs }) => ranMs)),
    waiters: all,
    sameInEveryTrial: waiters.every(({ length }) => length === all.length),
    longestWaitMs: waits.length === 0 ? null : Math.max(...waits),
  };
}

function runMs({ startedMs, finishedMs }: RequestSample): number | null {
  return startedMs === null || finishedMs === null ? null : finishedMs - startedMs;
}

/** From being sent to its work beginning. */
function waitedMs({ sentMs, startedMs }: RequestSample): number | null {
  return startedMs === null ? null : startedMs - sentMs;
}
