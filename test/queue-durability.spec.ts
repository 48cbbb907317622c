import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metric, type Service, startService, until } from './support/service.js';

const JOBS = 2000;
const VICTIMS = ['api', 'api', 'api', 'api', 'worker', 'worker', 'worker', 'worker', 'worker', 'worker'] as const;
const JOBS_A_KILL = JOBS / VICTIMS.length;
const CLIENTS = 8;

interface JobBody {
  readonly id: string;
  readonly state: string;
  readonly runs: number;
  readonly attempts: number;
}

/** A process that is started again whenever it was killed, as a supervisor would. */
class KeptProcess implements AsyncDisposable {
  private constructor(
    private readonly start: () => Promise<Service>,
    private running: Promise<Service>,
  ) {}

  static async start(start: () => Promise<Service>): Promise<KeptProcess> {
    const process = new KeptProcess(start, start());
    await process.running;
    return process;
  }

  /** The process, as soon as it is ready. */
  get ready(): Promise<Service> {
    return this.running;
  }

  async kill(): Promise<void> {
    const { process, ended } = await this.running;
    process.kill('SIGKILL');
    await ended;
    this.running = this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.running)[Symbol.asyncDispose]();
  }
}

/** Sends an order until it is answered. The key makes sure that an order whose answer was lost is not stored twice. */
async function order(api: KeptProcess, number: number): Promise<string> {
  for (;;) {
    const { url } = await api.ready;
    try {
      const answer = await fetch(`${url}/queue/jobs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `order-${number}` },
        body: JSON.stringify({ workload: 'sleep', params: { ms: 100 } }),
      });
      const job = (await answer.json()) as JobBody;
      expect([200, 202]).toContain(answer.status);
      return job.id;
    } catch (error) {
      // The API was killed: undici says so with a TypeError. Anything else is a failure of the test.
      if ((error as Error).name !== 'TypeError') throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Has the clients send orders, and calls `halfway` when half of them are answered. */
async function sendOrders(api: KeptProcess, first: number, halfway: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let next = first;
  let killing: Promise<void> | undefined;
  const client = async () => {
    while (next < first + JOBS_A_KILL) {
      ids.push(await order(api, next++));
      if (ids.length >= JOBS_A_KILL / 2) killing ??= halfway();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await killing;
  return ids;
}

describe('the queue', () => {
  it(`runs each of ${JOBS} accepted jobs while its processes are killed ${VICTIMS.length} times`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'durability-'));
    const env = { SPOOL_FILE: join(folder, 'queue.spool'), CONCURRENCY: '16', THREADS: '1', LEASE_MS: '500' };
    {
      await using api = await KeptProcess.start(() => startService('queue', env));
      await using worker = await KeptProcess.start(() => startService('queue', env, 'worker'));
      await using other = await KeptProcess.start(() => startService('queue', env, 'worker'));
      const workers = [worker, other];

      const victims = VICTIMS.map((kind) => ({ kind, order: Math.random() })).sort((a, b) => a.order - b.order);
      const ids: string[] = [];
      for (const [i, { kind }] of victims.entries()) {
        const victim = kind === 'api' ? api : workers[i % 2]!;
        ids.push(...(await sendOrders(api, i * JOBS_A_KILL, () => victim.kill())));
      }
      expect(new Set(ids).size).toBe(JOBS);

      const count = async (state: string) =>
        metric(await api.ready, `fleetlab_queue_jobs{queue="jobs",state="${state}"}`);
      await until(async () => (await count('done')) === JOBS);

      const { url } = await api.ready;
      const jobs: JobBody[] = [];
      for (const id of ids) jobs.push((await (await fetch(`${url}/queue/jobs/${id}`)).json()) as JobBody);
      expect(jobs.filter(({ state, attempts }) => state !== 'done' || attempts !== 1)).toEqual([]);

      // Orders come faster than they are run, so a killed worker held jobs. Each was run again, by its own count and the queue's.
      const again = jobs.reduce((sum, { runs }) => sum + runs - 1, 0);
      expect(again).toBeGreaterThan(0);
      expect(await metric(await api.ready, 'fleetlab_queue_redeliveries_total{queue="jobs"}')).toBe(again);
    }
    await rm(folder, { recursive: true });
  });
});
