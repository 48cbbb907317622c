import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import type { TrialRecord } from '../trial/trial.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';

const OPEN = {
  ...goodEvidence().cell,
  load: { kind: 'open', ratePerSecond: 200, arrivals: 'uniform' },
} as const satisfies Evidence['cell'];

const ALL_FAILED = { ok: 1, failed: 999, failures: { TIMEOUT: 999 } } as const;

/** Three good trials, the second one changed. */
function oneBadTrial(changes: Partial<TrialRecord>): Evidence {
  return goodEvidence({
    trials: [goodTrial({ number: 1 }), goodTrial({ number: 2, ...changes }), goodTrial({ number: 3 })],
  });
}

/** Enough others for an interval. */
function amongFour(changes: Partial<TrialRecord>): Evidence {
  const evidence = oneBadTrial(changes);
  return { ...evidence, trials: [...evidence.trials, goodTrial({ number: 4 })] };
}

function allTrials(changes: Partial<TrialRecord>): Evidence {
  return goodEvidence({ trials: [1, 2, 3].map((number) => goodTrial({ number, ...changes })) });
}

describe('a good cell', () => {
  it('is valid, and nothing is said against it', () => {
    expect(judge(goodEvidence())).toEqual({ verdict: 'valid', reasons: [] });
  });

  it('is valid under an open load that it keeps up with', () => {
    expect(judge(goodEvidence({ cell: OPEN }))).toEqual({ verdict: 'valid', reasons: [] });
  });
});

describe('one thing broken in an otherwise good cell gives exactly that reason', () => {
  const cases: [what: string, evidence: Evidence, verdict: string, reason: string][] = [
    [
      'a wrong answer, whatever error rate is allowed',
      {
        ...oneBadTrial({ requests: { ok: 999, failed: 1, failures: { 'wrong answer': 1 } } }),
        allowedErrorRate: 0.5,
      },
      'invalid',
      '1 of 3 000 answers were wrong: the service does not do the work it is measured for',
    ],
    [
      'failed requests',
      oneBadTrial({ requests: { ok: 988, failed: 12, failures: { ECONNRESET: 2, '503 OVERLOADED': 10 } } }),
      'invalid',
      '12 of 3 000 requests failed (0.4 %, at most 0 % allowed): 10 x 503 OVERLOADED, 2 x ECONNRESET',
    ],
    [
      'a trial in which nothing ended',
      amongFour({
        requests: { ok: 0, failed: 0, failures: {} },
        throughputPerS: null,
        meanInFlight: 0,
        latencySumMs: 0,
        halves: { firstMeanMs: null, secondMeanMs: null },
      }),
      'invalid',
      'trial 2: no request ended in the window of 5.0 s; a longer trial.duration is needed, or the service hangs',
    ],
    [
      'a trial in which every request failed, whatever error rate is allowed',
      { ...amongFour({ requests: ALL_FAILED, throughputPerS: null }), allowedErrorRate: 0.5 },
      'invalid',
      'trial 2: only 1 of 1 000 requests was answered rightly, and a throughput takes 2',
    ],
    [
      'trials that could not be had',
      goodEvidence({
        broken: [4, 5, 6].map((number) => goodTrial({ number, broken: number < 6 ? 'no image.' : 'pod killed' })),
      }),
      'invalid',
      '3 of 6 trials could not be had (trials 4 and 5: no image; trial 6: pod killed)',
    ],
    [
      'nothing but trials that could not be had',
      goodEvidence({ trials: [], broken: [goodTrial({ broken: 'no image' })], throughput: null }),
      'invalid',
      '1 of 1 trial could not be had (trial 1: no image)',
    ],
    ['no trial at all', goodEvidence({ trials: [], throughput: null }), 'invalid', 'no trial of it has run'],
    [
      'a generator behind its schedule',
      {
        ...oneBadTrial({ generator: { scheduled: 1000, started: 930, lagP99Ms: 8, loopUtilization: 0.1 } }),
        cell: OPEN,
      },
      'invalid',
      'generator fell behind: started 930 of 1 000 (0.930, at least 0.98 expected) in trial 2',
    ],
    [
      'a generator that stood still for a second and then caught up',
      {
        ...oneBadTrial({ generator: { scheduled: 1000, started: 1000, lagP99Ms: 980, loopUtilization: 0.1 } }),
        cell: OPEN,
      },
      'suspect',
      'generator started late: 1 request in 100 by 980 ms or more in trial 2 (at most 10.0 ms, or 10 % of the p50 latency of 80.0 ms, expected), which is counted as latency',
    ],
    [
      'a generator without time to spare',
      oneBadTrial({ generator: { scheduled: 1000, started: 1000, lagP99Ms: 0, loopUtilization: 0.93 } }),
      'invalid',
      'generator was the bottleneck: its event loop was busy 0.93 of trial 2 (at most 0.80 expected)',
    ],
    [
      "requests under way that throughput x latency does not explain (Little's law)",
      allTrials({ meanInFlight: 20 }),
      'invalid',
      "Little's law is off by 20 % (at most 10 % allowed): 20.0 requests under way, but throughput x latency is 16.0",
    ],
    [
      'more answers than slots can give',
      allTrials({ throughputPerS: 230 }),
      'invalid',
      'faster than possible: 230/s, but 4 at a time and 20.0 ms each allow 200/s',
    ],
    [
      'more arrivals than answers',
      {
        ...allTrials({ generator: { scheduled: 1250, started: 1250, lagP99Ms: 0, loopUtilization: 0.1 } }),
        cell: OPEN,
      },
      'suspect',
      'overloaded: 3 750 requests arrived and 3 000 ended (0.80, at least 0.95 expected), so latency grows as long as the load lasts',
    ],
    [
      'two trials',
      goodEvidence({ trials: [goodTrial(), goodTrial()], throughput: { mean: 199.8, ci95: null } }),
      'suspect',
      'no interval: 2 trials, at least 3 are needed',
    ],
    [
      'two trials with a throughput among three',
      goodEvidence({
        trials: [goodTrial(), goodTrial(), goodTrial({ throughputPerS: null })],
        throughput: { mean: 199.8, ci95: null },
      }),
      'suspect',
      'no interval: 2 of 3 trials have a throughput, at least 3 are needed',
    ],
    [
      'trials that disagree',
      goodEvidence({ throughput: { mean: 200, ci95: [176, 224] } }),
      'suspect',
      'wide interval: 200/s ± 12 % (at most ± 10 % expected); repeat more often, or on a quieter machine',
    ],
    [
      'a latency that still falls in every trial',
      allTrials({ halves: { firstMeanMs: 90, secondMeanMs: 70 } }),
      'suspect',
      'warm-up still drifting: mean latency 25 % lower in the second half of the window (at most 10 % expected), over 3 trials',
    ],
  ];

  it.each(cases)('%s', (_what, evidence, verdict, reason) => {
    const { verdict: given, reasons } = judge(evidence);
    expect({ verdict: given, reasons: reasons.map(withPlainSpaces) }).toEqual({ verdict, reasons: [reason] });
  });
});

describe('several things broken at once', () => {
  it('are all told, what makes it invalid first', () => {
    const evidence = { ...allTrials({ meanInFlight: 20 }), throughput: { mean: 200, ci95: [100, 300] } } as const;
    const { verdict, reasons } = judge(evidence);
    expect(verdict).toBe('invalid');
    expect(reasons.map((reason) => reason.split(' ', 2).join(' '))).toEqual(["Little's law", 'wide interval:']);
  });
});

describe('a burst', () => {
  const burst = { ...goodEvidence().cell, load: { kind: 'burst', requests: 10, stalled: null } } as const;

  it('is not judged by rules about rates', () => {
    const evidence = { ...allTrials({ meanInFlight: 90, throughputPerS: 9000 }), cell: burst };
    expect(judge(evidence)).toEqual({ verdict: 'valid', reasons: [] });
    expect(judge({ ...evidence, trials: evidence.trials.slice(0, 1) }).verdict).toBe('valid');
  });

  it('is invalid when a request of it fails', () => {
    const evidence = { ...allTrials({ requests: { ok: 9, failed: 1, failures: { TIMEOUT: 1 } } }), cell: burst };
    expect(judge(evidence).verdict).toBe('invalid');
  });
});

function withPlainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
