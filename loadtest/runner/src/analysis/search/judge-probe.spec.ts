import { describe, expect, it } from '@jest/globals';
import { goodTrial } from '../../../fixtures/good-evidence.js';
import { GOOD_CELL } from '../../../fixtures/good-evidence.js';
import type { TrialRecord } from '../../trial/trial.js';
import { judgeProbe } from './judge-probe.js';

/** The good trial has a latency of about 80 ms. */
const SLO = { p50Ms: null, p90Ms: null, p95Ms: 200, p99Ms: null, errorRate: null };
const OPEN = { ...GOOD_CELL, load: { kind: 'open', ratePerSecond: 200, arrivals: 'uniform' } } as const;
const GENERATOR = { scheduled: 1000, started: 1000, lagP99Ms: 0, loopUtilization: 0.1 };

const probe = (changes: Partial<TrialRecord>, p95Ms = 200) => {
  const { outcome, why } = judgeProbe(OPEN, goodTrial(changes), { ...SLO, p95Ms });
  return `${outcome}: ${why}`.replaceAll('\u00a0', ' ');
};

describe('a step of a search', () => {
  it('is met where the promise is kept', () => {
    expect(probe({})).toBe('met: ');
  });

  it.each<[string, Partial<TrialRecord>, number, string]>([
    ['a percentile is over its limit', {}, 80, 'missed: p95 81.0 ms'],
    ['requests fail', { requests: { ok: 990, failed: 10, failures: { TIMEOUT: 10 } } }, 200, 'missed: 1 % failed'],
    [
      'nothing is answered',
      { requests: { ok: 0, failed: 10, failures: {} } },
      200,
      'missed: no request was answered rightly',
    ],
    [
      'the load is not kept up with',
      { generator: { ...GENERATOR, started: 1400, scheduled: 1400 } },
      200,
      'missed: it did not keep up',
    ],
    [
      'it did not keep up, whatever the generator then could not start',
      { generator: { ...GENERATOR, started: 1400, scheduled: 1600 } },
      200,
      'missed: it did not keep up',
    ],
  ])('is missed where %s', (_, changes, p95Ms, expected) => {
    expect(probe(changes, p95Ms)).toBe(expected);
  });

  it.each<[string, Partial<TrialRecord>, number, string]>([
    ['it could not be had', { broken: 'no image' }, 200, 'unknown: could not be had: no image'],
    [
      'the generator had no time to spare',
      { generator: { ...GENERATOR, loopUtilization: 0.95 } },
      80,
      'unknown: generator was the bottleneck: its event loop was busy 0.95 of trial 1',
    ],
    [
      'the load was not put on',
      { generator: { ...GENERATOR, started: 900 }, requests: { ok: 900, failed: 0, failures: {} } },
      200,
      'unknown: generator fell behind: started 900 of 1 000',
    ],
    [
      'a late generator may have been what exceeded the limit',
      { generator: { ...GENERATOR, lagP99Ms: 60 } },
      80,
      'unknown: generator started late: 1 request in 100 by 60.0 ms or more in trial 1',
    ],
  ])('says nothing where %s', (_, changes, p95Ms, expected) => {
    expect(probe(changes, p95Ms)).toBe(expected);
  });

  it('is met by a late generator, too: its own pauses are in what was still fast enough', () => {
    expect(probe({ generator: { ...GENERATOR, lagP99Ms: 60 } })).toBe('met: ');
  });
});
