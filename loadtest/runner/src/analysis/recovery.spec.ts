import { describe, expect, it } from '@jest/globals';
import { goodTrial } from '../../fixtures/good-evidence.js';
import { STEP, STORIES, stepSeries } from '../../fixtures/step-run.js';
import type { SecondSample } from '../trial/trial.js';
import { keepsPromise, summariseRecovery } from './recovery.js';

const SLO = { p50Ms: null, p90Ms: null, p95Ms: 500, p99Ms: null, errorRate: null };
const [ALONE, ENOUGH, AUTOSCALED] = STORIES;

function recoveryOf(series: readonly SecondSample[]) {
  return summariseRecovery(STEP, SLO, [goodTrial({ series })])!.perTrial[0]!;
}

describe('a promise that is kept all the time', () => {
  it('has nothing to recover from, and costs its pods', () => {
    expect(recoveryOf(stepSeries(ENOUGH!))).toEqual({
      trial: 1,
      brokenBefore: 0,
      brokenAtS: null,
      keptAgainAtS: null,
      keptUnderLoad: true,
      brokenSeconds: 0,
      worstP95Ms: 60,
      lost: 0,
      podSeconds: 180,
      mostReplicas: 3,
    });
  });
});

describe('a promise that the rise breaks', () => {
  it('is kept again from the first of five good seconds on, counted from the rise', () => {
    expect(recoveryOf(stepSeries(AUTOSCALED!))).toMatchObject({
      brokenAtS: 2,
      keptAgainAtS: 24,
      keptUnderLoad: true,
      brokenSeconds: 22,
      podSeconds: 10 + 8 + 6 * 2 + 36 * 3,
      mostReplicas: 3,
    });
  });

  it('and that is kept again only when the rate has fallen is told from one that is kept under load', () => {
    expect(recoveryOf(stepSeries(ALONE!))).toMatchObject({ keptAgainAtS: 38, keptUnderLoad: false, lost: 12 });
  });

  it('is not kept again by four good seconds, nor by the last four', () => {
    const series = stepSeries({ shape: {}, slowFrom: 2, slowTo: 46 }).map((sample) =>
      sample.second >= 20 && sample.second < 24 ? { ...sample, p95Ms: 60 } : sample,
    );
    expect(recoveryOf(series)).toMatchObject({ keptAgainAtS: null, keptUnderLoad: false });
  });

  it('before the rise is counted apart', () => {
    const slow = stepSeries(ENOUGH!).map((sample) => (sample.second < 3 ? { ...sample, p95Ms: 700 } : sample));
    expect(recoveryOf(slow)).toMatchObject({ brokenBefore: 3, brokenAtS: null });
  });
});

describe('a second', () => {
  const second = { second: 0, ok: 99, failed: 1, p95Ms: 499, replicas: null };

  it('keeps the promise with a p95 below it and no more failures than allowed', () => {
    expect(keepsPromise(second, 500, 0.01)).toBe(true);
    expect(keepsPromise(second, 500, 0)).toBe(false);
    expect(keepsPromise({ ...second, p95Ms: 500 }, 500, 0.01)).toBe(false);
  });

  it('in which all failed breaks it, and one in which nobody came does not', () => {
    expect(keepsPromise({ ...second, ok: 0, p95Ms: null }, 500, 0.01)).toBe(false);
    expect(keepsPromise({ ...second, ok: 0, failed: 0, p95Ms: null }, 500, 0)).toBe(true);
  });
});

it('pods that nobody counted are not told', () => {
  const unknown = stepSeries(ENOUGH!).map((sample) => ({ ...sample, replicas: null }));
  expect(recoveryOf(unknown)).toMatchObject({ podSeconds: null, mostReplicas: null });
});

it('nothing is told where nothing was promised, or an older trial has no seconds', () => {
  expect(summariseRecovery(STEP, null, [goodTrial()])).toBeUndefined();
  expect(summariseRecovery(STEP, SLO, [goodTrial()])).toEqual({ promisedP95Ms: 500, perTrial: [] });
});
