import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Prometheus } from './support/prometheus.js';
import { startService, until, type Service } from './support/service.js';

/** Every service, pre-forked and not. */
const SERVICES = [
  ['blocking', { WORKERS: '2' }],
  ['threaded', { THREADS: '2' }],
  ['async', { WORKERS: '2' }],
  ['upstream', {}],
] as const;

describe('a real Prometheus', () => {
  const services: Service[] = [];
  let prometheus: Prometheus;

  beforeAll(async () => {
    for (const [name, env] of SERVICES) services.push(await startService(name, env));
    prometheus = await Prometheus.start(services.map(({ adminUrl }) => adminUrl));
  });

  afterAll(async () => {
    await prometheus[Symbol.asyncDispose]();
    for (const service of services) await service[Symbol.asyncDispose]();
  });

  it('scrapes all services without an error', async () => {
    expect(await prometheus.targets()).toEqual(
      services.map(() => expect.objectContaining({ health: 'up', lastError: '' })),
    );
  });

  it('finds counters under their names, with their type', async () => {
    const restarts = 'fleetlab_worker_restarts_total';
    await until(async () => (await prometheus.query(restarts)).length === 2);
    // OpenMetrics names the family without `_total`, and so does what Prometheus keeps of it, up to version 2.
    const types = await Promise.all([restarts, restarts.replace(/_total$/, '')].map((each) => prometheus.typeOf(each)));
    expect(types).toContain('counter');
  });

  it('counts the requests that were sent', async () => {
    for (let i = 0; i < 5; i++) await fetch(`${services[2]!.url}/async/noop`);
    const count = 'fleetlab_run_duration_seconds_count{model="async",workload="noop",outcome="ok"}';
    await until(async () => (await prometheus.query(count))[0]?.value[1] === '5');
  });
});
