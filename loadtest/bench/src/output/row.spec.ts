import { describe, expect, it } from '@jest/globals';
import { row } from './row.js';

const comparison = {
  name: 'floor',
  ratio: 0.8642,
  spread: [0.85, 0.88],
  rounds: 9,
  promise: { ratio: 0.8 },
  measured: { what: 'async/noop', perSecond: 46_123.4, cpuUs: 21.345, lagP99Ms: null },
  against: { what: 'bare app', perSecond: 53_210.9, busyCores: 0.987 },
  counted: 'answers',
} as const;

describe('a row of the table', () => {
  it('gives each figure with its unit, and says what is not known', () => {
    expect(row(comparison)).toBe(
      '| floor | 0.864 (at least 0.8) | 0.85 - 0.88 | 9 ' +
        '| async/noop: 46 120/s, cpu 21.3 µs, lag p99 not known | bare app: 53 210/s, busy 0.987 cores | answers |',
    );
  });

  it('says that a promise is broken, also where the ratio is no number', () => {
    expect(row({ ...comparison, ratio: 0.79 })).toContain('0.790 (below the promised 0.8)');
    expect(row({ ...comparison, ratio: Number.NaN })).toContain('below the promised 0.8');
  });
});
