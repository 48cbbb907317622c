import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { aboveCeiling } from './ceiling.rule.js';

describe('the ceiling', () => {
  it('counts from completion to completion: four slots that end together are seen five times in four service times', () => {
    const bunched = goodTrial({ requests: { ok: 20, failed: 0, failures: {} }, throughputPerS: 19 / 4.19 });
    const calibration = { cell: '', slots: 4, serviceMs: 1000, fastestMs: 1000, source: 'requested' } as const;
    expect(aboveCeiling(goodEvidence({ trials: [bunched, bunched, bunched], calibration }))).toBeUndefined();
  });

  it('is the clients where slots do not bound the work', () => {
    const calibration = { cell: '', slots: null, serviceMs: 20, fastestMs: 20, source: 'requested' } as const;
    const at = (throughputPerS: number) => {
      const trial = goodTrial({ throughputPerS, requests: { ok: throughputPerS * 5, failed: 0, failures: {} } });
      return aboveCeiling(goodEvidence({ trials: [trial, trial, trial], calibration }));
    };
    expect(at(795)).toBeUndefined();
    expect(at(840)?.text).toBe('faster than possible: 840/s, but 16 at a time and 20.0 ms each allow 800/s');
  });

  it('leaves a core some room to run faster than when it was calibrated', () => {
    const trial = goodTrial({ throughputPerS: 208, requests: { ok: 1040, failed: 0, failures: {} } });
    const calibration = { cell: '', slots: 4, serviceMs: 21, fastestMs: 20, source: 'measured' } as const;
    expect(aboveCeiling(goodEvidence({ trials: [trial], calibration }))).toBeUndefined();
    expect(
      aboveCeiling(goodEvidence({ trials: [trial], calibration: { ...calibration, source: 'requested' } })),
    ).toBeDefined();
  });
});
