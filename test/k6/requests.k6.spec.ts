import { describe, expect, it } from '@jest/globals';
import { FakeService, type Received } from './support/fake-service.js';
import { runK6 } from './support/run-k6.js';

const OPEN = { RATE: 20, WARMUP: '0s', DURATION: '1s', PARAMS: 'ms=20', VUS: 30 };

function intendedStart({ headers }: Received): number {
  return Number(String(headers['x-request-start']).replace('t=', ''));
}

describe('what a script sends', () => {
  it('starts when the schedule says, and says so to the service', async () => {
    await using service = await FakeService.start(20);
    await runK6('open', { ...OPEN, BASE_URL: service.url });
    const starts = service.runs.map(intendedStart).sort((a, b) => a - b);
    expect(starts.length).toBeGreaterThanOrEqual(20);
    expect(starts.map((start) => start - starts[0]!)).toEqual(starts.map((_, index) => index * 50));
    expectStartedOnTime(service.runs, 50);
  });

  it('does so too where the rate goes up in steps', async () => {
    await using service = await FakeService.start(20);
    const settings = { RATE_FROM: 10, RATE_TO: 20, STEPS: 2, WARMUP: '0s', DURATION: '1s', PARAMS: 'ms=20', VUS: 30 };
    await runK6('ramp', { ...settings, BASE_URL: service.url });
    const starts = service.runs.map(intendedStart).sort((a, b) => a - b);
    const gaps = starts.slice(1).map((start, index) => Math.round(start - starts[index]!));
    expect(gaps.slice(0, 13)).toEqual([100, 100, 100, 100, ...Array.from({ length: 9 }, () => 50)]);
    expectStartedOnTime(service.runs, 50);
  });

  it('carries the token, the host and, as often as told, a trace', async () => {
    await using service = await FakeService.start(20);
    await runK6('open', {
      ...OPEN,
      BASE_URL: service.url,
      TOKEN: 'secret',
      HOST_HEADER: 'lab.example',
      TRACE_SHARE: 1,
    });
    const headers = service.runs.map((run) => run.headers);
    expect(new Set(headers.map(({ authorization, host }) => `${authorization} ${host}`))).toEqual(
      new Set(['Bearer secret lab.example']),
    );
    const traces = headers.map(({ traceparent }) => String(traceparent));
    expect(traces.filter((trace) => !/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(trace))).toEqual([]);
    expect(new Set(traces).size).toBe(traces.length);
    expect(service.received[0]).toMatchObject({ url: '/threaded', headers: { authorization: 'Bearer secret' } });
  });

  it('carries no trace where the share is none, and all parameters', async () => {
    await using service = await FakeService.start(20);
    await runK6('open', { ...OPEN, BASE_URL: service.url, TRACE_SHARE: 0 });
    expect(service.runs.filter(({ headers }) => headers.traceparent)).toEqual([]);
    expect(new Set(service.runs.map(({ url }) => url))).toEqual(new Set(['/threaded/sleep?ms=20']));
  });
});

/** None before its time, and the quickest well before the next is due: an intended start that is one off is neither. */
function expectStartedOnTime(runs: readonly Received[], gapMs: number) {
  const lags = runs.map((run) => run.at - intendedStart(run));
  expect(Math.min(...lags)).toBeGreaterThan(-2);
  expect(Math.min(...lags)).toBeLessThan(gapMs / 2);
}
