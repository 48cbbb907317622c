import { describe, expect, it } from '@jest/globals';
import type { Load } from '../experiment/plan.js';
import { predictThroughput } from './prediction.js';

const CLOSED: Load = { kind: 'closed', concurrency: 16, thinkTimeMs: null };
const THINKING: Load = { kind: 'closed', concurrency: 10, thinkTimeMs: { min: 1000, max: 5000 } };
const OPEN: Load = { kind: 'open', ratePerSecond: 30, arrivals: 'uniform' };
const BURST: Load = { kind: 'burst', requests: 10, stalled: null };

describe('predicted throughput', () => {
  it.each([
    ['4 slots of 100 ms, 16 clients: the slots bound it', CLOSED, 16, 4, 100, 40],
    ['16 slots of 100 ms, 4 clients: the clients bound it', CLOSED, 4, 16, 100, 40],
    ['no bound on slots, 16 clients: each client asks ten times a second', CLOSED, 16, null, 100, 160],
    ['10 clients that think 3 s: they ask 3.2 times a second', THINKING, 10, 4, 100, 10 / 3.1],
    ['200 clients that think 3 s ask for more than 4 slots can do', THINKING, 200, 4, 100, 40],
    ['30/s at 4 slots of 100 ms: all of it', OPEN, null, 4, 100, 30],
    ['30/s at 2 slots of 100 ms: what the slots can do', OPEN, null, 2, 100, 20],
    ['30/s without a bound: all of it', OPEN, null, null, 100, 30],
  ])('%s', (_what, load, clients, slots, serviceMs, expected) => {
    expect(predictThroughput({ load, clients, slots, serviceMs })).toBeCloseTo(expected, 9);
  });

  it('is nothing for a burst, and where no service time is known', () => {
    expect(predictThroughput({ load: BURST, clients: 10, slots: 4, serviceMs: 100 })).toBeNull();
    expect(predictThroughput({ load: CLOSED, clients: 16, slots: 4, serviceMs: null })).toBeNull();
    expect(predictThroughput({ load: CLOSED, clients: 16, slots: 4, serviceMs: 0 })).toBeNull();
  });
});
