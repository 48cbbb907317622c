import { describe, expect, it } from '@jest/globals';
import { problemWithBurst } from './burst-bounds.js';

const sleep = (ms: number) => ({ kind: 'single', name: 'sleep', params: { ms } }) as const;
const burst = (requests: number, stalledMs?: number) => ({
  kind: 'burst' as const,
  requests,
  stalled: stalledMs === undefined ? null : { request: 1, params: { ms: stalledMs } },
});

describe('a burst of k6', () => {
  it('is of two requests to a thousand', () => {
    expect(problemWithBurst(sleep(20), burst(2))).toBeUndefined();
    expect(problemWithBurst(sleep(20), burst(1000))).toBeUndefined();
    expect(problemWithBurst(sleep(20), burst(1))).toMatch(/^sends 2 to .* requests at once, and this burst is of 1\.$/);
    expect(problemWithBurst(sleep(20), burst(1001))).toBeDefined();
  });

  it('has one that stalls for more than twice the time of the others', () => {
    expect(problemWithBurst(sleep(20), burst(5, 41))).toBeUndefined();
    expect(problemWithBurst(sleep(20), burst(5, 40))).toBe(
      'tells a stalled request by more than twice the time of the others, 20 ms, and this one takes 40 ms.',
    );
    const compute = { kind: 'single', name: 'compute', params: { n: 1000 } } as const;
    const stalled = { request: 1, params: { n: 900_000 } };
    expect(problemWithBurst(compute, { kind: 'burst', requests: 5, stalled })).toMatch(/and this one takes 0 ms/);
  });

  it('is over before a request gives up', () => {
    expect(problemWithBurst(sleep(33_000), burst(5))).toBe(
      'gives up after 65 s, and a request of a burst may take less than half of that, not 33 s.',
    );
  });
});
