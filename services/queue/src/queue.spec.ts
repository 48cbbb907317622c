import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { metric, startService, until } from '../../../test/support/service.js';
import { type Answer, QueueProcesses } from './queue.fixture.js';

const LATER = '2100-01-01T00:00:00Z';

describe('GET /queue/{workload}', () => {
  it('answers 202 with the stored job, which is run later', async () => {
    await using queue = await QueueProcesses.start();
    const accepted = await queue.get('/factorial?n=5');
    expect(accepted).toMatchObject({ status: 202, workload: 'factorial', params: { n: 5 }, state: 'waiting' });
    expect(accepted.headers.get('location')).toBe(`/queue/jobs/${accepted.id}`);
    expect(accepted.headers.get('cache-control')).toBe('no-store');
    await queue.startWorker();
    expect(await queue.untilState(accepted.id, 'done')).toMatchObject({ status: 200, result: '120', runs: 1 });
  });

  it('answers the result itself with wait, timed by the worker', async () => {
    await using queue = await QueueProcesses.start();
    const worker = await queue.startWorker();
    const headers = { 'x-request-start': `t=${Date.now() - 1000}` };
    const slept = await queue.call('GET', '/sleep?ms=20&wait=30000', { headers });
    expect(slept).toMatchObject({ status: 200, model: 'queue', result: 20, service: { pid: worker.process.pid } });
    expect(slept.headers.get('cache-control')).toBe('no-store');
    expect(slept.timing!.waitMs).toBeGreaterThanOrEqual(990);
    expect(slept.timing!.serviceMs).toBeGreaterThanOrEqual(19);
    expect(slept.timing!.cpuMs).toBeNull();
  });

  it('computes in a thread of the worker', async () => {
    await using queue = await QueueProcesses.start();
    await queue.startWorker({ CONCURRENCY: '2', THREADS: '8' });
    expect((await queue.get('')).limits!.settings).toMatchObject({ concurrency: 2, threads: 2 });
    const computed = await queue.get('/compute?n=300000&wait=30000');
    expect(computed).toMatchObject({ status: 200, result: 25_997 });
    expect(computed.service!.threadId).toBeGreaterThan(0);
    expect(computed.timing!.cpuMs).toBeGreaterThan(0);
  });

  it('answers 504 with the id of the job, which goes on', async () => {
    await using queue = await QueueProcesses.start();
    const late = await queue.get('/noop?wait=1');
    expect(late).toMatchObject({ status: 504, code: 'TIMEOUT', jobId: expect.any(String) });
    await queue.startWorker();
    expect(await queue.untilState(late.jobId, 'done')).toMatchObject({ runs: 1 });
  });

  it('answers 502 once the upstream has failed all attempts', async () => {
    await using upstream = await startService('upstream', { FAULT_RATE: '1' });
    await using queue = await QueueProcesses.start();
    await queue.startWorker({ UPSTREAM_URL: upstream.url, RETRY_BASE_MS: '1' });
    expect(await queue.get('/request?ms=1&wait=30000')).toMatchObject({ status: 502, code: 'UPSTREAM_FAILED' });
    expect((await queue.get('/jobs?state=failed')).jobs).toMatchObject([
      { attempts: 3, error: { name: 'UpstreamError' } },
    ]);
  });
});

describe('GET /queue', () => {
  it('adds up the slots of the workers that are there', async () => {
    await using queue = await QueueProcesses.start();
    expect((await queue.get('')).limits).toMatchObject({ slots: { wait: 0, cpu: 0 }, settings: { workers: 0 } });
    const first = await queue.startWorker({ CONCURRENCY: '3', THREADS: '1' });
    await queue.startWorker({ CONCURRENCY: '4', THREADS: '1' });
    expect((await queue.get('')).limits).toMatchObject({ slots: { wait: 7 }, settings: { workers: 2 } });
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect((await queue.get('')).limits).toMatchObject({ slots: { wait: 4, cpu: 1 }, settings: { workers: 1 } });
  });

  it('describes the routes of jobs too', async () => {
    await using queue = await QueueProcesses.start();
    const { paths } = await queue.get('/openapi.json');
    expect(Object.keys(paths!)).toEqual(expect.arrayContaining(['/queue/sleep', '/queue/jobs', '/queue/jobs/{id}']));
  });
});

describe('/queue/jobs', () => {
  it('takes a job, and brings back the first one for a repeated Idempotency-Key', async () => {
    await using queue = await QueueProcesses.start();
    const key = { 'idempotency-key': 'order-7' };
    const first = await queue.post({ workload: 'sleep', params: { ms: 1 }, at: LATER }, key);
    expect(first).toMatchObject({ status: 202, state: 'delayed', runAt: Date.parse(LATER), maxAttempts: 3 });
    expect(first.headers.get('location')).toBe(`/queue/jobs/${first.id}`);
    const again = await queue.post({ at: Date.parse(LATER), params: { ms: '1' }, workload: 'sleep' }, key);
    expect(again).toMatchObject({ status: 200, id: first.id });
    const other = await queue.post({ workload: 'sleep', params: { ms: 2 }, at: LATER }, key);
    expect(other).toMatchObject({ status: 409, code: 'CONFLICT', jobId: first.id });
    expect((await queue.get('/jobs')).jobs).toHaveLength(1);
  });

  it('keeps a job that failed on purpose once too often, and counts it', async () => {
    await using queue = await QueueProcesses.start();
    await queue.startWorker({ RETRY_BASE_MS: '1' });
    const cured = await queue.post({ workload: 'noop', failTimes: 2 });
    expect(await queue.untilState(cured.id, 'done')).toMatchObject({ attempts: 3, runs: 3 });
    const dead = await queue.post({ workload: 'noop', failTimes: 3 });
    await queue.untilState(dead.id, 'failed');
    const { jobs } = await queue.get('/jobs?state=failed&limit=5');
    expect(jobs).toMatchObject([{ id: dead.id, attempts: 3, error: { name: 'DeliberateFailure' } }]);
    await until(async () => (await metric(queue.api, 'fleetlab_queue_dead_letters_total{queue="jobs"}')) === 1);
    await until(async () => (await metric(queue.api, 'fleetlab_queue_retries_total{queue="jobs"}')) === 4);
  });

  it('deletes a job that waits, and not one that runs', async () => {
    await using queue = await QueueProcesses.start();
    const waiting = await queue.post({ workload: 'noop', at: LATER });
    expect((await queue.call('DELETE', `/jobs/${waiting.id}`)).status).toBe(204);
    expect((await queue.get(`/jobs/${waiting.id}`)).status).toBe(404);
    await queue.startWorker();
    const running = await queue.post({ workload: 'sleep', params: { ms: 60_000 } });
    await queue.untilState(running.id, 'running');
    expect(await queue.call('DELETE', `/jobs/${running.id}`)).toMatchObject({ status: 409, code: 'CONFLICT' });
  });

  it('answers 404 at once to whoever waits for a job that is deleted', async () => {
    await using queue = await QueueProcesses.start();
    const waiting = queue.get('/noop?wait=60000');
    let jobs: NonNullable<Answer['jobs']> = [];
    await until(async () => (jobs = (await queue.get('/jobs')).jobs!).length === 1);
    expect(await metric(queue.api, 'fleetlab_run_waiting{model="queue"}')).toBe(0);
    await queue.call('DELETE', `/jobs/${jobs[0]!.id}`);
    expect(await waiting).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('shows how far a job with steps is', async () => {
    await using queue = await QueueProcesses.start();
    await queue.startWorker();
    const { id } = await queue.post({ workload: 'steps', params: { n: 3, ms: 300 } });
    await until(async () => (await queue.get(`/jobs/${id}`)).progress?.done === 1);
    expect(await queue.untilState(id, 'done')).toMatchObject({ progress: { done: 3, total: 3 }, result: 3 });
  });
});

describe('a queue without room', () => {
  it('answers QUEUE_FULL while too many jobs wait', async () => {
    await using queue = await QueueProcesses.start({ MAX_DEPTH: '2' });
    expect((await queue.get('/noop')).status).toBe(202);
    expect((await queue.post({ workload: 'noop', at: LATER })).status).toBe(202);
    const refused = await queue.post({ workload: 'noop' });
    expect(refused).toMatchObject({ status: 503, code: 'QUEUE_FULL' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await queue.get('/noop')).toMatchObject({ status: 503, code: 'QUEUE_FULL' });
    await until(
      async () => (await metric(queue.api, 'fleetlab_run_rejected_total{model="queue",reason="QUEUE_FULL"}')) === 2,
    );
  });

  it('answers QUEUE_UNAVAILABLE while the spool may not grow, and nothing is accepted', async () => {
    await using queue = await QueueProcesses.start({ SPOOL_MAX_MIB: '1' });
    const answers: Answer[] = [];
    while (!answers.some(({ status }) => status === 503)) {
      answers.push(...(await Promise.all(Array.from({ length: 100 }, () => queue.get('/noop')))));
    }
    const accepted = answers.filter(({ status }) => status === 202).length;
    const answer = answers.find(({ status }) => status !== 202)!;
    expect(answer).toMatchObject({ status: 503, code: 'QUEUE_UNAVAILABLE' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await until(
      async () => (await metric(queue.api, 'fleetlab_queue_jobs{queue="jobs",state="waiting"}')) === accepted,
    );
  });
});

describe('a worker', () => {
  it('finishes what it runs before it ends', async () => {
    await using queue = await QueueProcesses.start();
    const worker = await queue.startWorker();
    const { id } = await queue.get('/sleep?ms=500');
    await queue.untilState(id, 'running');
    worker.process.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(await queue.get(`/jobs/${id}`)).toMatchObject({ state: 'done', runs: 1 });
  });

  it('puts back what it cannot finish in time', async () => {
    await using queue = await QueueProcesses.start();
    const worker = await queue.startWorker({ GRACE_MS: '500' });
    const { id } = await queue.get('/sleep?ms=60000');
    await queue.untilState(id, 'running');
    worker.process.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(await queue.get(`/jobs/${id}`)).toMatchObject({ state: 'waiting', runs: 1, attempts: 0 });
  });

  it('ends with 1 and says why when a job cannot be read, instead of trying for ever', async () => {
    await using queue = await QueueProcesses.start();
    const worker = await queue.startWorker();
    const { id } = await queue.post({ workload: 'noop', at: LATER });
    using spool = new DatabaseSync(queue.file);
    spool.exec(`UPDATE jobs SET params = '{', due_at = 0 WHERE id = '${id}'`);
    expect(await worker.ended).toBe(1);
    expect(worker.log()).toContain('This worker ends, for a turn of it failed: ');
    expect(spool.prepare('SELECT state, runs FROM jobs').get()).toMatchObject({ state: 'queued', runs: 0 });
  });

  it('stays when nothing but its queue keeps it', async () => {
    await using queue = await QueueProcesses.start();
    const worker = spawn(process.execPath, [fileURLToPath(import.meta.resolve('@fleetlab/queue/worker'))], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, HOST: '127.0.0.1', ADMIN_PORT: '0', SPOOL_FILE: queue.file },
    });
    const ended = once(worker, 'exit');
    try {
      for await (const line of createInterface(worker.stdout)) if (line.includes('"ready"')) break;
      expect(await queue.get('/sleep?ms=700&wait=30000')).toMatchObject({ status: 200 });
      expect(await queue.get('/noop?wait=30000')).toMatchObject({ status: 200 });
    } finally {
      worker.kill('SIGKILL');
      await ended;
    }
  });
});

describe('processes that start at the same time', () => {
  it('make one spool between them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'queue-'));
    const env = { SPOOL_FILE: join(folder, 'queue.spool'), CONCURRENCY: '1' };
    const starts = ['main', 'worker', 'worker', 'worker'].map((main) => startService('queue', env, main));
    {
      await using processes = new AsyncDisposableStack();
      for (const started of await Promise.all(starts)) processes.use(started);
      const [api] = await Promise.all(starts);
      const about = (await (await fetch(`${api!.url}/queue`)).json()) as Answer;
      expect(about.limits).toMatchObject({ slots: { wait: 3 }, settings: { workers: 3 } });
      expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
    }
    await rm(folder, { recursive: true });
  });
});

describe('a spool that is taken away', () => {
  it('ends the API and the workers with 78, so that nobody starts them again', async () => {
    await using queue = await QueueProcesses.start();
    const worker = await queue.startWorker();
    await rm(queue.file);
    expect(await Promise.all([queue.api.ended, worker.ended])).toEqual([78, 78]);
    expect(worker.log()).toContain(`The spool ${queue.file} was removed while in use.`);
  });
});

describe('a bad request', () => {
  let queue: QueueProcesses;

  beforeAll(async () => {
    queue = await QueueProcesses.start();
  });

  afterAll(() => queue[Symbol.asyncDispose]());

  it.each([
    ['', 400, 'INVALID_BODY', undefined],
    ['{"workload":', 400, 'INVALID_BODY', undefined],
    ['[]', 400, 'INVALID_BODY', undefined],
    ['{}', 400, 'INVALID_PARAMETER', 'workload'],
    [{ workload: 'dance' }, 404, 'UNKNOWN_WORKLOAD', undefined],
    [{ workload: 'sleep', params: { ms: -1 } }, 400, 'INVALID_PARAMETER', 'ms'],
    [{ workload: 'sleep', params: { wait: 1 } }, 400, 'INVALID_PARAMETER', 'wait'],
    [{ workload: 'sleep', params: [] }, 400, 'INVALID_PARAMETER', 'params'],
    [{ workload: 'sleep', at: 'tomorrow' }, 400, 'INVALID_PARAMETER', 'at'],
    [{ workload: 'sleep', failTimes: 1.5 }, 400, 'INVALID_PARAMETER', 'failTimes'],
    [{ workload: 'sleep', maxAttempts: 0 }, 400, 'INVALID_PARAMETER', 'maxAttempts'],
    [{ workload: 'sleep', host: 'example.org' }, 400, 'INVALID_PARAMETER', 'host'],
  ])('to /jobs with the body %j is answered %i %s', async (body, status, code, parameter) => {
    const answer = await queue.post(body);
    expect(answer).toMatchObject({ status, code, ...(parameter && { parameter }) });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it.each([
    ['POST', '/jobs?x=1', 400],
    ['GET', '/jobs?state=lost', 400],
    ['GET', '/jobs?limit=0', 400],
    ['GET', '/jobs/none', 404],
    ['DELETE', '/jobs/none', 404],
    ['PUT', '/jobs', 405],
  ])('%s %s is answered %i', async (method, path, status) => {
    expect((await queue.call(method, path)).status).toBe(status);
  });

  it.each(['wait=-1', 'wait=60001', 'wait=soon', 'wait=1&wait=2', 'weight=1', 'ms=60001'])(
    'to /sleep with %s is answered 400',
    async (query) => {
      expect(await queue.get(`/sleep?${query}`)).toMatchObject({ status: 400, code: 'INVALID_PARAMETER' });
    },
  );

  it('with an Idempotency-Key that is no key is answered 400', async () => {
    const answer = await queue.post({ workload: 'noop' }, { 'idempotency-key': 'x'.repeat(256) });
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', parameter: 'Idempotency-Key' });
  });
});
