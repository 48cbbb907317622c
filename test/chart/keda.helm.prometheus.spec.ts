import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Prometheus } from '../support/prometheus.js';
import { startService, until, type Service } from '../support/service.js';
import { render } from './support/helm.js';
import { replicasFor } from './support/keda.js';

const keda = { enabled: true, waiting: 4 };
const autoscaling = { enabled: true, minReplicas: 1, maxReplicas: 3, keda };
const manifest = render({
  values: {
    monitoring: { bundled: { prometheus: { enabled: true } } },
    services: { threaded: { autoscaling } },
    queueWorker: { autoscaling },
  },
});
/** As the bundled Prometheus and the PodMonitor label them. */
const labels = (component: string, pod: string, release = 'lab') => ({ namespace: 'space', release, component, pod });

describe('the query of a ScaledObject, asked of a real Prometheus', () => {
  const services: Service[] = [];
  let prometheus: Prometheus;
  let spool: string;

  beforeAll(async () => {
    spool = mkdtempSync(join(tmpdir(), 'keda-spool-'));
    const queue = { QUEUE_DRIVER: 'spool', SPOOL_FILE: join(spool, 'jobs.db') };
    for (const [name, env] of [
      ['threaded', { THREADS: '1' }],
      ['threaded', { THREADS: '1' }],
      ['threaded', { THREADS: '1' }],
      ['queue', queue],
      ['queue', queue],
    ] as const)
      services.push(await startService(name, env));
    const targets = [
      labels('threaded', 'threaded-0'),
      labels('threaded', 'threaded-1'),
      labels('threaded', 'threaded-0', 'another'),
      labels('queue', 'queue-0'),
      labels('queue', 'queue-1'),
    ];
    prometheus = await Prometheus.start(services.map(({ adminUrl }, index) => ({ adminUrl, labels: targets[index]! })));
  });

  afterAll(async () => {
    await prometheus?.[Symbol.asyncDispose]();
    for (const service of services) await service[Symbol.asyncDispose]();
    rmSync(spool, { recursive: true });
  });

  it('wants the fewest pods as long as nothing waits', async () => {
    expect(await wanted('threaded', 0)).toBe(1);
    expect(await wanted('queue-worker', 0)).toBe(1);
  });

  it('counts what waits in all pods of this release, and no more than the most pods come of it', async () => {
    // A thread has one of them, the others wait.
    ask(0, 4);
    ask(2, 30);
    expect(await wanted('threaded', 3)).toBe(1);
    ask(1, 4);
    expect(await wanted('threaded', 6)).toBe(2);
    ask(0, 20);
    expect(await wanted('threaded', 26)).toBe(3);
  });

  it('counts a job once, however many replicas of the API tell of it', async () => {
    for (let job = 0; job < 5; job++) await fetch(`${services[3]!.url}/queue/sleep?ms=1`);
    expect(await wanted('queue-worker', 5)).toBe(2);
  });

  /** The pods that come of the query once it has this value. */
  async function wanted(component: string, value: number): Promise<number> {
    const scaled = manifest.one('ScaledObject', `lab-fleetlab-${component}`);
    const { query } = scaled.spec.triggers[0]!.metadata;
    let found = NaN;
    await until(async () => {
      const samples = await prometheus.query(query);
      expect(samples.length).toBeLessThanOrEqual(1);
      found = Number(samples[0]?.value[1]);
      return found === value;
    });
    return replicasFor(found, scaled);
  }

  /** Requests that are not answered before the test ends. */
  function ask(service: number, count: number): void {
    for (let index = 0; index < count; index++)
      fetch(`${services[service]!.url}/threaded/sleep?ms=60000`).catch(() => undefined);
  }
});
