import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fleet, startFleet } from '@fleetlab/local';
import { runK6 } from './support/run-k6.js';

const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;
const TAGS = {
  model: 'threaded',
  workload: 'sleep',
  replicas: '1',
  workers: '1',
  threads: '4',
  trial: '3',
  experiment: 'spec',
};
/** As many VUs as iterations, so that a slow machine drops none. */
const OPEN = { RATE: 10, WARMUP: '200ms', DURATION: '1s', PARAMS: 'ms=20', VUS: 20 };

let fleet: Fleet;
let common: Record<string, string>;

beforeAll(async () => {
  fleet = await startFleet({
    upstream: { faultRate: 0, jitterMs: 0, status: 503 },
    inheritSettings: false,
    onEvent: () => {},
  });
  const { url } = await fleet.open(MODELS.map((model) => ({ model, replicas: 1, workers: 1, threads: 4 })));
  common = { BASE_URL: url, REPLICAS: '1', WORKERS: '1', THREADS: '4', TRIAL: '3', EXPERIMENT: 'spec', TIMEOUT: '30s' };
});
afterAll(() => fleet.stop());

async function runWell(script: string, settings: Record<string, string | number>) {
  const ran = await runK6(script, { ...common, ...settings });
  expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(ran.stdout).toMatch(/\nPASSED\n$/);
  expect(ran.summary).toMatchObject({ schemaVersion: 1, script, passed: true, endedEarly: false, neverStarted: 0 });
  expect(ran.summary.phases.map(({ requests }) => requests.failed)).toEqual(ran.summary.phases.map(() => 0));
  const counts = Object.fromEntries(ran.summary.phases.map(({ name, requests }) => [name, requests.right]));
  return { ...ran, counts };
}

describe('against a healthy fleet', () => {
  it('smoke has each workload done by each model', async () => {
    const { counts, points } = await runWell('smoke', {});
    expect(counts).toEqual({ blocking: 8, threaded: 8, async: 8, queue: 8 });
    const asked = points.filter(({ metric, data }) => metric === 'http_reqs' && data.tags.phase);
    expect(new Set(asked.map(({ data: { tags } }) => `/${tags.model}/${tags.workload}` === tags.name))).toEqual(
      new Set([true]),
    );
  });

  it('open counts the requests that were to start after the warm-up, each sample tagged', async () => {
    const { counts, summary, points } = await runWell('open', OPEN);
    expect(counts).toEqual({ measured: 10 });
    expect(summary.tags).toEqual(TAGS);
    expect(
      points.filter(({ data: { tags } }) => !Object.entries(TAGS).every(([name, value]) => tags[name] === value)),
    ).toEqual([]);
    expect(points.filter(({ data: { tags } }) => tags.url !== undefined)).toEqual([]);
  });

  it('open waits for the result of a queue', async () => {
    const { counts, summary } = await runWell('open', { ...OPEN, MODEL: 'queue' });
    expect(counts).toEqual({ measured: 10 });
    expect(summary.phases[0]!.responseMs!.min).toBeGreaterThanOrEqual(20);
  });

  it('closed keeps its clients asking', async () => {
    const { counts } = await runWell('closed', {
      VUS: 2,
      WARMUP: '200ms',
      DURATION: '1s',
      PARAMS: 'ms=20',
      THINK_TIME: '1ms-5ms',
    });
    expect(counts.measured).toBeGreaterThan(2);
  });

  it('closed knows the answers of work that a seed decides', async () => {
    const settings = { VUS: 2, WARMUP: '0s', DURATION: '1s', WORKLOAD: 'mixed', PARAMS: 'ms=5&n=2000', MODEL: 'async' };
    expect((await runWell('closed', settings)).counts.measured).toBeGreaterThan(2);
  });

  it('ramp goes up in steps and says how far the fleet came', async () => {
    const { summary, stdout } = await runWell('ramp', {
      ...{ RATE_FROM: 5, RATE_TO: 15, STEPS: 2, WARMUP: '200ms', DURATION: '2s' },
      ...{ PARAMS: 'ms=20', VUS: 30, SLO_P95_MS: 30_000 },
    });
    expect(summary.phases.map(({ name }) => name)).toEqual(['5/s', '15/s']);
    expect(summary.phases[0]!.requests.right).toBe(5);
    expect(summary.highestRateInTime).toBe(15);
    expect(stdout).toContain('Up to 15/s p95 stayed below 30000 ms.');
  });

  it('spike tells before, spike and after apart', async () => {
    const { counts, summary, stdout } = await runWell('spike', {
      ...{ RATE: 10, SPIKE_RATE: 40, WARMUP: '100ms', BEFORE: '500ms', SPIKE: '500ms', AFTER: '500ms' },
      ...{ PARAMS: 'ms=20', VUS: 40, SLO_P95_MS: 30_000 },
    });
    expect(counts).toMatchObject({ before: 5, spike: 20 });
    expect(summary).toMatchObject({ slowMs: 30_000, recoveryMs: 0 });
    expect(stdout).toContain('After the spike no request took more than 30000 ms.');
  });

  it('soak compares its halves', async () => {
    const { counts, summary, stdout } = await runWell('soak', OPEN);
    expect(counts).toEqual({ 'first-half': 5, 'second-half': 5 });
    expect(stdout).toContain(
      `p95 of the second half is ${(summary.p95Drift as number).toFixed(2)} times that of the first.`,
    );
  });

  it('stalled-fifth shows which thread ran what, and who waited', async () => {
    const { counts, summary } = await runWell('stalled-fifth', {
      WARMUP: '600ms',
      STALLED_PARAMS: 'ms=1000',
      PARAMS: 'ms=10',
    });
    expect(counts).toEqual({ burst: 10 });
    const timeline = summary.timeline as { stalled: boolean; threadId: number; responseMs: number }[];
    expect(timeline.map(({ stalled }) => stalled).indexOf(true)).toBe(4);
    expect(timeline[4]!.responseMs).toBeGreaterThanOrEqual(1000);
    expect(timeline.every(({ threadId }) => threadId > 0)).toBe(true);
  });

  it('jobs finds each job done that was accepted', async () => {
    const settings = { ...OPEN, POLL: '20ms', REPEAT_SHARE: 1 };
    const { counts, summary } = await runWell('jobs', settings);
    expect(counts).toEqual({ measured: 10 });
    expect(summary.jobs).toMatchObject({ notDone: 0 });
    expect((summary.jobs as { done: number }).done).toBeGreaterThanOrEqual(12);
  });
});
