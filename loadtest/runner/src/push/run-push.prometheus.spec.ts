import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOOD_CELL, goodTrial } from '../../fixtures/good-evidence.js';
import { startPrometheus, type Prometheus } from '../../fixtures/prometheus.js';
import { RemoteWrite } from './remote-write.js';
import { RunPush } from './run-push.js';

interface Vector {
  readonly result: { metric: Record<string, string>; value: [number, string] }[];
}

const RUN = '20261121T091500Z-quick';

let prometheus: Prometheus;
beforeAll(async () => {
  prometheus = await startPrometheus('global: {}', ['--web.enable-remote-write-receiver']);
});
afterAll(() => prometheus.close());

describe('a real Prometheus', () => {
  it('can be asked for all that a run pushes, and that it has ended', async () => {
    const notes: string[] = [];
    const push = new RunPush(new RemoteWrite(`${prometheus.url}/api/v1/write`), (message) => notes.push(message));
    push.begin({
      experiment: { name: 'quick', slo: null },
      plan: { cells: [GOOD_CELL], trials: [], seed: 1 },
      calibrations: [{ cell: GOOD_CELL.id, slots: 4, serviceMs: 20, fastestMs: 20, source: 'requested' }],
      run: RUN,
    });
    const finishedAt = new Date().toISOString();
    push.trialEnded(goodTrial({ number: 1, finishedAt }));
    push.trialEnded(goodTrial({ number: 2, finishedAt, throughputPerS: 150 }));
    await push.end();
    expect(notes).toEqual([`19 samples pushed to ${prometheus.url}/api/v1/write.`]);

    const query = `last_over_time({__name__=~"fleetlab_.*",experiment="quick"}[1h])`;
    const all = await prometheus.ask<Vector>('query', { query: `count by (__name__) (${query})` });
    expect(
      Object.fromEntries(all.result.map(({ metric, value: [, count] }) => [metric.__name__, Number(count)])),
    ).toEqual({
      fleetlab_experiment_running: 1,
      fleetlab_trial_throughput: 2,
      fleetlab_trial_predicted_throughput: 2,
      fleetlab_trial_slots: 2,
      fleetlab_trial_valid: 2,
      fleetlab_trial_duration_seconds: 2,
      fleetlab_trial_latency_seconds: 8,
    });
    const throughput = await prometheus.ask<Vector>('query', {
      query: `avg by (model, replicas, threads, load) (last_over_time(fleetlab_trial_throughput{run="${RUN}"}[1h]))`,
    });
    expect(throughput.result).toEqual([
      {
        metric: { model: 'threaded', replicas: '1', threads: '4', load: 'closed 16' },
        value: [expect.any(Number), expect.stringMatching(/^174\.9/)],
      },
    ]);
    const running = await prometheus.ask<Vector>('query', { query: `fleetlab_experiment_running{run="${RUN}"}` });
    expect(running.result.map(({ value: [, value] }) => value)).toEqual(['0']);
  });

  it('that takes no remote writes is told of, with its own words', async () => {
    const deaf = await startPrometheus('global: {}', []);
    const delivery = await new RemoteWrite(`${deaf.url}/api/v1/write`).write(
      [{ name: 'up', labels: {}, value: 1, timestampMs: Date.now() }],
      AbortSignal.timeout(5_000),
    );
    await deaf.close();
    expect(delivery).toEqual({
      state: 'refused',
      reason: expect.stringMatching(/^it answered 404 remote write receiver.*--web\.enable-remote-write-receiver\?$/),
    });
  });
});
