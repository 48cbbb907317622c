import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { generatorBusy } from './generator-busy.rule.js';

const busy = (generator: { loopUtilization: number; dropped?: number }) =>
  generatorBusy(
    goodEvidence({ trials: [goodTrial({ generator: { scheduled: 1, started: 1, lagP99Ms: 0, ...generator } })] }),
  )?.text;

describe('a generator without time to spare', () => {
  it('is told by its event loop, or by its CPU where it is k6', () => {
    expect(busy({ loopUtilization: 0.93 })).toBe(
      'generator was the bottleneck: its event loop was busy 0.93 of trial 1 (at most 0.80 expected)',
    );
    expect(busy({ loopUtilization: 0.93, dropped: 0 })).toBe(
      'generator was the bottleneck: k6 used 0.93 of its CPU in trial 1 (at most 0.80 expected)',
    );
  });

  it('is not minded up to four fifths', () => {
    expect(busy({ loopUtilization: 0.8 })).toBeUndefined();
  });
});
