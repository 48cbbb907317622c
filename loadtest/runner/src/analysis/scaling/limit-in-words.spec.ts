import { describe, expect, it } from '@jest/globals';
import type { Limit } from '../../results/scaling.js';
import { because, cameUpAgainst } from './limit-in-words.js';

const cases: [limits: (Limit | null)[], words: string][] = [
  [[{ by: 'cores', cores: 1, used: null }], ', because the 1 core is used up'],
  [
    [
      { by: 'throttling', share: 0.81 },
      { by: 'throttling', share: 0.9 },
    ],
    ", because its CPU limit held it back in 81 % to 90 % of the scheduler's periods",
  ],
  [[{ by: 'clients', clients: 16 }], ', because 16 clients cannot use more'],
  [[{ by: 'clients', clients: 1 }], ', because 1 client cannot use more'],
  [[{ by: 'rate', ratePerSecond: 100 }], ', because no more requests arrive'],
  [[{ by: 'slots', used: 0.99 }], ', because all slots were in use'],
  [
    [{ by: 'upstream', beforeMs: 21, nowMs: 40 }],
    ', because what it calls slowed down: 40.0 ms a request, and 21.0 ms before',
  ],
  [
    [{ by: 'broker', used: 0.5 }],
    ', because the way through the queue takes the time: jobs waited, and 0.50 of the slots were in use',
  ],
  [
    [{ by: 'generator', utilization: 0.7 }],
    ', maybe because the generator had little time left: it was busy 0.70 of it',
  ],
  [[null], '; nothing that was measured explains it'],
];

describe('why more did not pay', () => {
  it.each(cases)('%j', (limits, words) => {
    expect(because(limits).replaceAll('\u00a0', ' ')).toBe(words);
  });
});

describe('what the largest came up against', () => {
  it('is told as what is, not as a reason', () => {
    expect(cameUpAgainst([{ by: 'slots', used: 1 }])).toBe('; there all slots were in use');
    expect(cameUpAgainst([null])).toBe('');
  });
});
