import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { generatorBusy } from './generator-busy.rule.js';
import { generatorUnseen } from './generator-unseen.rule.js';

const withShares = (...shares: (number | null)[]) => {
  const health = { scheduled: 1, started: 1, lagP99Ms: 0, dropped: 0 };
  return goodEvidence({
    trials: shares.map((loopUtilization) => goodTrial({ generator: { ...health, loopUtilization } })),
  });
};

describe('a generator whose time is not seen', () => {
  it('is no reason to trust a trial', () => {
    expect(generatorUnseen(withShares(null, 0.1, null))).toEqual({
      verdict: 'suspect',
      text: 'how busy the generator was could not be seen in 2 of 3 trials: it may have been the bottleneck',
    });
    expect(generatorUnseen(withShares(0.1))).toBeUndefined();
  });

  it('is not said to be busy, nor to hide one that is', () => {
    expect(generatorBusy(withShares(null))).toBeUndefined();
    expect(generatorBusy(withShares(null, 0.9))).toMatchObject({ verdict: 'invalid' });
  });
});
