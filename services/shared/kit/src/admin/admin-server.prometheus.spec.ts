import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { Prometheus } from '../../../../../test/support/prometheus.js';
import { until } from '../../../../../test/support/service.js';
import { DurationHistogram } from '../metrics/duration-histogram.js';
import { takeSnapshot } from '../metrics/snapshot.js';
import { AdminServer } from './admin-server.js';
import { AdminState } from './admin-state.js';

const span = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

describe('a real Prometheus', () => {
  it('keeps the exemplars of the admin port, also those of a worker that has died', async () => {
    const registry = new Registry();
    new DurationHistogram('fleetlab_run_wait_seconds', 'Waited.', registry).with({}).observeMs(40, span);
    const state = new AdminState();
    state.update('0', await takeSnapshot(registry));
    state.retire('0');
    const admin = new AdminServer(state);
    admin.unref();
    await using prometheus = await Prometheus.start([`http://127.0.0.1:${await admin.listen(0, '127.0.0.1')}`]);

    const exemplars = () => prometheus.exemplars('fleetlab_run_wait_seconds_bucket');
    await until(async () => (await exemplars()).length > 0);
    expect(await exemplars()).toMatchObject([
      {
        seriesLabels: { le: '0.047' },
        exemplars: [{ labels: { trace_id: span.traceId, span_id: span.spanId }, value: '0.04' }],
      },
    ]);
  });
});
