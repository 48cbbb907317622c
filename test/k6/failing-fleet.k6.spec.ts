import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fleet, startFleet } from '@fleetlab/local';
import { closedPort } from './support/closed-port.js';
import { FakeService } from './support/fake-service.js';
import { runK6 } from './support/run-k6.js';

/** What makes each script short. */
const SCRIPTS: [string, Record<string, string | number>][] = [
  ['smoke', { MODELS: 'threaded' }],
  ['closed', { VUS: 2, WARMUP: '0s', DURATION: '1s' }],
  ['open', { RATE: 10, WARMUP: '0s', DURATION: '1s' }],
  ['ramp', { RATE_FROM: 5, RATE_TO: 10, STEPS: 2, WARMUP: '0s', DURATION: '1s' }],
  ['spike', { RATE: 10, WARMUP: '0s', BEFORE: '300ms', SPIKE: '300ms', AFTER: '300ms' }],
  ['soak', { RATE: 10, WARMUP: '0s', DURATION: '1s' }],
  ['stalled-fifth', { WARMUP: '0s' }],
  ['jobs', { RATE: 10, WARMUP: '0s', DURATION: '1s', JOB_TIMEOUT: '300ms' }],
];

describe('where nothing answers', () => {
  it.each(SCRIPTS)('%s says so and fails', async (script, settings) => {
    const BASE_URL = `http://127.0.0.1:${await closedPort()}`;
    const { exitCode, stdout, stderr, summary } = await runK6(script, { ...settings, BASE_URL });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`Nothing answers at ${BASE_URL}/`);
    expect(stderr).toContain('Expected a fleet there');
    expect(stdout).toMatch(/\nFAILED\n$/);
    expect(summary).toMatchObject({ script, passed: false });
  });
});

describe('where every answer is an error', () => {
  let fleet: Fleet;
  let BASE_URL: string;
  beforeAll(async () => {
    fleet = await startFleet({
      upstream: { faultRate: 1, jitterMs: 0, status: 503 },
      inheritSettings: false,
      onEvent: () => {},
    });
    const shape = { replicas: 1, workers: 1, threads: 4 };
    ({ url: BASE_URL } = await fleet.open([
      { model: 'threaded', ...shape },
      { model: 'queue', ...shape },
    ]));
  });
  afterAll(() => fleet.stop());

  it.each(SCRIPTS.filter(([script]) => script !== 'jobs'))('%s says which and fails', async (script, settings) => {
    const { exitCode, stdout, stderr, summary } = await runK6(script, { ...settings, BASE_URL, WORKLOAD: 'request' });
    expect(exitCode).toBe(99);
    expect(stderr).toContain('/threaded/request: 502 UPSTREAM_FAILED');
    expect(stdout).toContain('of the requests failed.');
    expect(stdout).toMatch(/\nFAILED\n$/);
    expect(summary.passed).toBe(false);
  });

  it('jobs says which job did not end, and fails', async () => {
    const settings = { RATE: 10, WARMUP: '0s', DURATION: '1s', JOB_TIMEOUT: '300ms', WORKLOAD: 'request', BASE_URL };
    const { exitCode, stdout, stderr, summary } = await runK6('jobs', settings);
    expect(exitCode).toBe(99);
    expect(stderr).toMatch(/job \S+ is \w+ and did not end in time|job \S+ failed/);
    expect(stdout).toContain('Jobs that were accepted did not end done');
    expect(summary).toMatchObject({ passed: false, jobs: { done: 0 } });
  });

  it('closed says that there is no such model', async () => {
    const { exitCode, stderr } = await runK6('closed', { BASE_URL, MODEL: 'nope' });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`${BASE_URL}/nope answers 404 NOT_FOUND`);
  });
});

describe('where answers are wrong', () => {
  it('open says what was answered and what was expected', async () => {
    await using service = await FakeService.start(99);
    const settings = { BASE_URL: service.url, RATE: 10, WARMUP: '0s', DURATION: '1s', PARAMS: 'ms=20' };
    const { exitCode, stdout, stderr, summary } = await runK6('open', settings);
    expect(exitCode).toBe(99);
    expect(stderr).toContain('/threaded/sleep: the result 99, expected 20');
    expect(stdout).toContain('Answers had a wrong result: expected none.');
    expect(summary.phases[0]!.requests.failures.wrong).toBeGreaterThan(0);
  });
});

describe('where the fleet does not keep up', () => {
  it('open drops what it cannot start, and fails', async () => {
    await using service = await FakeService.start(20);
    service.holdFrom(1);
    const settings = {
      BASE_URL: service.url,
      RATE: 20,
      VUS: 2,
      WARMUP: '0s',
      DURATION: '1s',
      PARAMS: 'ms=20',
      TIMEOUT: '2s',
    };
    const { exitCode, stdout, summary } = await runK6('open', settings);
    expect(exitCode).toBe(99);
    expect(summary.neverStarted).toBeGreaterThan(0);
    expect(stdout).toContain('were never started');
  });
});
