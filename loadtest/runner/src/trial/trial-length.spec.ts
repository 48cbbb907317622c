import { describe, expect, it } from '@jest/globals';
import { expectedResponseMs, lengthOfTrial } from './trial-length.js';

const CLOSED = { kind: 'closed', concurrency: 16, thinkTimeMs: null } as const;

describe('the expected response time', () => {
  it('is the service time of all who stand in line for a slot', () => {
    expect(expectedResponseMs(CLOSED, 16, { slots: 4, serviceMs: 20 })).toBe(80);
  });

  it('is one service time where there are more slots than clients, or no bound', () => {
    expect(expectedResponseMs(CLOSED, 16, { slots: 64, serviceMs: 20 })).toBe(20);
    expect(expectedResponseMs(CLOSED, 16, { slots: null, serviceMs: 20 })).toBe(20);
  });

  it('of an open load is one service time', () => {
    const open = { kind: 'open', ratePerSecond: 100, arrivals: 'uniform' } as const;
    expect(expectedResponseMs(open, undefined, { slots: 1, serviceMs: 20 })).toBe(20);
  });

  it('of a burst is that of its last request', () => {
    expect(
      expectedResponseMs({ kind: 'burst', requests: 10, stalled: null }, undefined, { slots: 5, serviceMs: 20 }),
    ).toBe(40);
  });

  it('is unknown, so nothing, for mixed work', () => {
    expect(expectedResponseMs(CLOSED, 16, { slots: 4, serviceMs: null })).toBe(0);
  });
});

describe('a trial', () => {
  const settings = { warmupMs: 500, durationMs: 2_000, repeat: 3 };

  it('is as long as the file says', () => {
    expect(lengthOfTrial(settings, 80, CLOSED)).toEqual({ warmupMs: 500, durationMs: 2_000 });
  });

  it('warms up for two response times and lasts for five where they are long', () => {
    expect(lengthOfTrial(settings, 1_000, CLOSED)).toEqual({ warmupMs: 2_000, durationMs: 5_000 });
  });

  it('of a step is as long as its phases, however slow the work is', () => {
    const [before, during, after] = [10_000, 30_000, 20_000].map((forMs) => ({ ratePerSecond: 5, forMs }));
    const step = { kind: 'step', before: before!, during: during!, after: after! } as const;
    expect(lengthOfTrial(settings, 20_000, step)).toEqual({ warmupMs: 40_000, durationMs: 60_000 });
  });
});
