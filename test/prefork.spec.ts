import { describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { once } from 'node:events';
import { metric, startService, until, type Service } from './support/service.js';

interface Answer {
  readonly service: { readonly pid: number };
  readonly timing: { readonly startedAt: number; readonly finishedAt: number };
}

async function run(service: Service, path: string): Promise<Answer> {
  const answer = await fetch(service.url + path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

describe('pre-forked blocking workers', () => {
  it('hand the next waiting request to whichever is idle first, never to one that is held', async () => {
    await using service = await startService('blocking', { WORKERS: '2' });
    const long = run(service, '/blocking/sleep?ms=3000');
    const short = await Promise.all(Array.from({ length: 8 }, () => run(service, '/blocking/sleep?ms=10')));
    const { timing, service: holder } = await long;
    for (const answer of short) {
      expect(answer.service.pid).not.toBe(holder.pid);
      expect(answer.timing.finishedAt).toBeLessThan(timing.finishedAt);
    }
  });

  it('are not held by connections that say nothing', async () => {
    await using service = await startService('blocking', { WORKERS: '2' });
    const { port } = new URL(service.url);
    const silent = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = connect(Number(port), '127.0.0.1');
        await once(socket, 'connect');
        return socket;
      }),
    );
    silent[0]!.write('GET /blocking/noop HTT');
    await run(service, '/blocking/noop');
    for (const socket of silent) socket.destroy();
  });

  it('forget a client that hung up before its turn', async () => {
    await using service = await startService('blocking', { WORKERS: '2' });
    const held = [1, 2].map(() => run(service, '/blocking/sleep?ms=1500'));
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="blocking"}')) === 2);
    const impatient = new AbortController();
    const given = fetch(`${service.url}/blocking/sleep?ms=30000`, { signal: impatient.signal });
    impatient.abort();
    await expect(given).rejects.toThrow('aborted');
    const [first] = await Promise.all(held);
    const after = await run(service, '/blocking/noop');
    expect(after.timing.startedAt - first!.timing.finishedAt).toBeLessThan(30_000);
  });

  it('are replaced when they die, harm no other, and take no count with them', async () => {
    await using service = await startService('blocking', { WORKERS: '2' });
    const done = 'fleetlab_run_duration_seconds_count{model="blocking",workload="noop",outcome="ok"}';
    const answers = await Promise.all(Array.from({ length: 10 }, () => run(service, '/blocking/noop')));
    await until(async () => (await metric(service, done)) === 10);

    process.kill(answers[0]!.service.pid, 'SIGKILL');
    await until(async () => (await metric(service, 'fleetlab_worker_restarts_total{model="blocking"}')) === 1);
    expect(await metric(service, done)).toBe(10);
    const pids = new Set<number>();
    while (pids.size < 2) {
      for (const { service: by } of await Promise.all([1, 2].map(() => run(service, '/blocking/sleep?ms=20'))))
        pids.add(by.pid);
    }
    expect(pids).not.toContain(answers[0]!.service.pid);
  });
});

describe('pre-forked threads', () => {
  it('refuse what exceeds slots and queue with OVERLOADED, and run the rest', async () => {
    await using service = await startService('threaded', { WORKERS: '2', THREADS: '1', MAX_QUEUE: '2' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${service.url}/threaded/sleep?ms=300`)));
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(refused).toHaveLength(14);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused[0]!.json()).toMatchObject({ code: 'OVERLOADED' });
  });
});
