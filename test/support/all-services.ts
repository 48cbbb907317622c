import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, until, type Service } from './service.js';

/** One of each service, all of which have worked and failed, so that each family has a series. */
export class AllServices implements AsyncDisposable {
  private constructor(
    readonly services: ReadonlyMap<string, Service>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<AllServices> {
    const folder = await mkdtemp(join(tmpdir(), 'all-services-'));
    const upstream = await startService('upstream');
    const env = { UPSTREAM_URL: upstream.url, SPOOL_FILE: join(folder, 'queue.spool'), LOG_LEVEL: 'silent' };
    const [blocking, threaded, async, queue, worker] = await Promise.all([
      startService('blocking', { ...env, WORKERS: '2' }),
      startService('threaded', { ...env, THREADS: '1', MAX_QUEUE: '1' }),
      startService('async', { ...env, MAX_IN_FLIGHT: '2' }),
      startService('queue', env),
      startService('queue', env, 'worker'),
    ]);
    const services = new Map(Object.entries({ upstream, blocking, threaded, async, queue, 'queue-worker': worker }));
    const all = new AllServices(services, folder);
    await all.work();
    return all;
  }

  /** What each says on its admin port. */
  async expositions(accept = 'text/plain'): Promise<ReadonlyMap<string, string>> {
    const texts = [...this.services].map(async ([name, { adminUrl }]) => {
      const answer = await fetch(`${adminUrl}/metrics`, { headers: { accept } });
      return [name, await answer.text()] as const;
    });
    return new Map(await Promise.all(texts));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const service of this.services.values()) await service[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }

  private async work(): Promise<void> {
    for (const model of ['blocking', 'threaded', 'async', 'queue']) {
      const { url } = this.services.get(model)!;
      const query = model === 'queue' ? '&wait=60000' : '';
      for (const work of ['request?ms=1', 'compute?n=100']) await fetch(`${url}/${model}/${work}${query}`);
      await fetch(`${url}/${model}/noop?x=1`, { headers: { 'x-request-start': 'never' } });
      await fetch(`${url}/${model}/noop`, { headers: { 'x-request-start': 'never' } });
    }
    const { url } = this.services.get('threaded')!;
    await Promise.all([1, 2, 3].map(() => fetch(`${url}/threaded/sleep?ms=300`)));
    await until(async () => {
      const texts = await this.expositions();
      return (
        texts.get('threaded')!.includes('fleetlab_run_rejected_total{') &&
        texts.get('blocking')!.includes('fleetlab_run_cpu_seconds_total{') &&
        texts.get('queue')!.includes('fleetlab_request_start_ignored_total{') &&
        texts.get('queue-worker')!.includes('fleetlab_queue_run_seconds_count{') &&
        [...texts.values()].every((text) => text.includes('nodejs_gc_duration_seconds_count{'))
      );
    });
  }
}
