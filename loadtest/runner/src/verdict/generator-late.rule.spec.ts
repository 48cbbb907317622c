import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { generatorLate } from './generator-late.rule.js';

function lateBy(lagP99Ms: number, medianLatencyMs: number | null) {
  const generator = { scheduled: 1000, started: 1000, lagP99Ms, loopUtilization: 0.1 };
  return generatorLate(goodEvidence({ trials: [goodTrial({ generator })], medianLatencyMs }));
}

describe('a generator that starts requests late', () => {
  it('is suspect from 10 ms and a tenth of the median latency on', () => {
    expect(lateBy(11, 80)?.verdict).toBe('suspect');
    expect(lateBy(101, 1000)?.verdict).toBe('suspect');
  });

  it('is not minded where it is late by what timers cost, or by little of the latency', () => {
    expect(lateBy(9, 1)).toBeUndefined();
    expect(lateBy(99, 1000)).toBeUndefined();
  });

  it('is not judged without a latency', () => {
    expect(lateBy(500, null)).toBeUndefined();
  });
});
