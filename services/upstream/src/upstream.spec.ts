import { describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../../../test/support/service.js';

async function timed(service: Service, ms: number): Promise<{ status: number; body: unknown; tookMs: number }> {
  const start = performance.now();
  const answer = await fetch(`${service.url}/delay?ms=${ms}`);
  const body: unknown = await answer.json();
  return { status: answer.status, body, tookMs: performance.now() - start };
}

describe('the upstream', () => {
  it('answers the delay that was asked for, and never before it is over', async () => {
    await using upstream = await startService('upstream');
    for (const ms of [0, 1, 5, 20]) {
      const { status, body, tookMs } = await timed(upstream, ms);
      expect([status, body]).toEqual([200, { ms }]);
      expect(tookMs).toBeGreaterThanOrEqual(ms);
    }
  });

  it('takes longer by a jitter, which the answer does not count', async () => {
    await using upstream = await startService('upstream', { JITTER_MS: '50' });
    const answers = await Promise.all(Array.from({ length: 40 }, () => timed(upstream, 1)));
    for (const { body } of answers) expect(body).toEqual({ ms: 1 });
    // Each of 40 below a tenth of the jitter has odds of 1 in 10^40.
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeGreaterThan(6);
  });

  it('fails all its answers, or none, as its fault rate says', async () => {
    await using failing = await startService('upstream', { FAULT_RATE: '1', FAULT_STATUS: '599' });
    await using sound = await startService('upstream', { FAULT_RATE: '0' });
    expect(await timed(failing, 2)).toMatchObject({ status: 599, body: { title: 'Injected fault' } });
    expect(await timed(sound, 2)).toMatchObject({ status: 200 });
  });

  it('keeps idle connections for longer than its clients do', async () => {
    await using upstream = await startService('upstream');
    const { headers } = await fetch(`${upstream.url}/delay?ms=0`);
    expect(headers.get('keep-alive')).toBe('timeout=600');
  });

  it('refuses by name what it cannot use', async () => {
    await using upstream = await startService('upstream');
    for (const query of ['ms=60001', 'ms=-1', 'ms=', 'ms=1.5', 'ms=abc', 'ms=1&ms=1', 'host=example.org']) {
      const answer = await fetch(`${upstream.url}/delay?${query}`);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 400, parameter: query.split('=')[0] });
    }
  });

  it('asks nobody for a token', async () => {
    await using upstream = await startService('upstream', { API_TOKEN: 'secret' });
    expect(await timed(upstream, 0)).toMatchObject({ status: 200 });
  });

  it('names what is wrong with its faults', async () => {
    const start = startService('upstream', { FAULT_RATE: '2', FAULT_STATUS: '200' });
    await expect(start).rejects.toThrow(/ended with 78[\s\S]*FAULT_RATE=2: expected a number from 0 to 1/);
    await expect(start).rejects.toThrow('FAULT_STATUS=200: expected a whole number from 400 to 599');
  });
});
