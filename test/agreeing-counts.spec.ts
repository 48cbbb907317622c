import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import { metric, startService, until, type Service } from './support/service.js';

const REQUESTS = 100;
const CLIENTS = 8;

async function sum(services: readonly Service[], series: string): Promise<number> {
  const values = await Promise.all(services.map((service) => metric(service, series)));
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** To each replica in turn, over connections that are kept. */
async function send(replicas: readonly Service[], path: string): Promise<void> {
  await pMap(
    Array.from({ length: REQUESTS }, (_, i) => replicas[i % replicas.length]!),
    async ({ url }) => {
      const answer = await fetch(url + path);
      await answer.text();
      expect(answer.status).toBe(200);
    },
    { concurrency: CLIENTS },
  );
}

/** What two replicas count of the requests that were sent, once all are counted at the latest of the counters. */
async function counted(model: string, replicas: readonly Service[]): Promise<Record<string, number>> {
  const http =
    `http_server_request_duration_seconds_count{http_request_method="GET",http_route="/${model}/:workload",` +
    'http_response_status_code="200",url_scheme="http",error_type=""}';
  const labels = `model="${model}",workload="sleep"`;
  await until(async () => (await sum(replicas, http)) >= REQUESTS);
  return {
    http: await sum(replicas, http),
    run: await sum(replicas, `fleetlab_run_duration_seconds_count{${labels},outcome="ok"}`),
    failed: await sum(replicas, `fleetlab_run_duration_seconds_count{${labels},outcome="failed"}`),
    wait: await sum(replicas, `fleetlab_run_wait_seconds_count{${labels}}`),
    response: await sum(replicas, `fleetlab_response_duration_seconds_count{${labels}}`),
  };
}

const ALL = { http: REQUESTS, run: REQUESTS, failed: 0, wait: REQUESTS, response: REQUESTS };

describe('two replicas with two workers each', () => {
  it.each(['blocking', 'threaded', 'async'])(
    'of %s count the requests that were sent, to the request',
    async (model) => {
      await using one = await startService(model, { WORKERS: '2', THREADS: '2' });
      await using other = await startService(model, { WORKERS: '2', THREADS: '2' });
      await send([one, other], `/${model}/sleep?ms=1`);
      expect(await counted(model, [one, other])).toEqual(ALL);
    },
  );

  it('of the queue and of its workers count them alike', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'counts-'));
    const env = { SPOOL_FILE: join(folder, 'queue.spool'), WORKERS: '2' };
    try {
      await using one = await startService('queue', env);
      await using other = await startService('queue', env);
      await using worker = await startService('queue', env, 'worker');
      await using second = await startService('queue', env, 'worker');
      await send([one, other], '/queue/sleep?ms=1&wait=60000');
      expect(await counted('queue', [one, other])).toEqual(ALL);

      const labels = 'queue="jobs",workload="sleep"';
      const workers = [worker, second];
      await until(async () => (await sum(workers, `fleetlab_queue_run_seconds_count{${labels}}`)) >= REQUESTS);
      expect(await sum(workers, `fleetlab_queue_run_seconds_count{${labels}}`)).toBe(REQUESTS);
      expect(await sum(workers, `fleetlab_queue_wait_seconds_count{${labels}}`)).toBe(REQUESTS);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
