import { describe, expect, it } from '@jest/globals';
import { GOOD_CELL, goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { throttled } from './throttled.rule.js';

const trials = (throttledPeriods: number) => [
  goodTrial({ usage: { cpuMs: 500, rssMiB: 80, throttling: { periods: 50, throttledPeriods, throttledMs: 900 } } }),
];

describe('a CPU limit that holds the service back', () => {
  it('is suspect from a quarter of the periods on', () => {
    expect(throttled(goodEvidence({ trials: trials(12) }))).toBeUndefined();
    expect(throttled(goodEvidence({ trials: trials(20) }))?.text.replaceAll('\u00a0', ' ')).toBe(
      "throttled: a CPU limit held the service back in 40 % of the scheduler's periods (less than 25 % expected), " +
        'so the limit was measured; raise it, or vary it as matrix.cpuLimit',
    );
  });

  it('is what the experiment asks for where it sets the limit itself', () => {
    const cell = { ...GOOD_CELL, shape: { ...GOOD_CELL.shape, cpuMillis: 300 } };
    expect(throttled(goodEvidence({ cell, trials: trials(50) }))).toBeUndefined();
  });

  it('is not seen where there is none', () => {
    expect(throttled(goodEvidence())).toBeUndefined();
  });
});
