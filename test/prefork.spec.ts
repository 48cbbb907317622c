import { describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { Gate } from './support/gate.js';
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

/** Sends a request and no more: what comes back, and when to hang up, is the test's. */
async function ask(service: Service, path: string, method = 'GET'): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const length = method === 'GET' ? '' : 'Content-Type: application/json\r\nContent-Length: 100000\r\n';
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${length}\r\n`);
  return socket;
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

  it('forget clients that hung up before their turn', async () => {
    await using gate = await Gate.start();
    await using service = await startService('blocking', { WORKERS: '2', ...gate.env });
    const held = [1, 2].map(() => run(service, '/blocking/request'));
    await gate.holds(2);
    const impatient = await Promise.all([1, 2].map(() => ask(service, '/blocking/sleep?ms=60000')));
    await until(async () => (await metric(service, 'fleetlab_run_waiting{model="blocking"}')) === 2);
    for (const socket of impatient) socket.destroy();
    gate.open();
    await Promise.all(held);
    await run(service, '/blocking/noop');
  });

  it('are not held by bodies that do not arrive', async () => {
    await using service = await startService('blocking', { WORKERS: '2' });
    const silent = await Promise.all([1, 2, 3].map(() => ask(service, '/blocking/sleep?ms=1', 'POST')));
    await run(service, '/blocking/noop');
    for (const socket of silent) socket.destroy();
  });

  it('run those that wait in the order in which they came', async () => {
    await using gate = await Gate.start();
    await using service = await startService('blocking', { WORKERS: '2', ...gate.env });
    const held = [1, 2].map(() => run(service, '/blocking/request'));
    await gate.holds(2);
    const waiting: Promise<Answer>[] = [];
    for (let count = 1; count <= 3; count++) {
      waiting.push(run(service, '/blocking/noop'));
      await until(async () => (await metric(service, 'fleetlab_run_waiting{model="blocking"}')) === count);
    }
    gate.release(1);
    const starts = (await Promise.all(waiting)).map(({ timing }) => timing.startedAt);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    gate.open();
    await Promise.all(held);
  });

  it('refuse a body that is larger than any may be, while it waits', async () => {
    await using gate = await Gate.start();
    await using service = await startService('blocking', { WORKERS: '2', BODY_LIMIT_BYTES: '1024', ...gate.env });
    const held = [1, 2].map(() => run(service, '/blocking/request'));
    await gate.holds(2);
    const socket = await ask(service, '/blocking/sleep', 'POST');
    const answer = once(socket.setEncoding('utf8'), 'data');
    socket.on('error', () => {}).write('x'.repeat(100_000));
    expect(await answer).toEqual([expect.stringMatching(/^HTTP\/1\.1 413 [^]*PAYLOAD_TOO_LARGE/)]);
    socket.destroy();
    gate.open();
    await Promise.all(held);
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
  it('refuse what exceeds slots and queue with OVERLOADED and count it, and run the rest', async () => {
    await using service = await startService('threaded', { WORKERS: '2', THREADS: '1', MAX_QUEUE: '2' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${service.url}/threaded/sleep?ms=2000`)));
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(refused).toHaveLength(14);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused[0]!.json()).toMatchObject({ code: 'OVERLOADED' });
    await until(
      async () => (await metric(service, 'fleetlab_run_rejected_total{model="threaded",reason="OVERLOADED"}')) === 14,
    );
  });

  it('close the connections of a worker that dies before it has taken them, so that no client waits for ever', async () => {
    await using gate = await Gate.start();
    await using service = await startService('threaded', { WORKERS: '2', THREADS: '4', ...gate.env });
    const { service: victim } = await run(service, '/threaded/noop');
    process.kill(victim.pid, 'SIGSTOP');
    const sockets = await Promise.all(Array.from({ length: 9 }, () => ask(service, '/threaded/request')));
    const settled = Promise.all(
      sockets.map((socket) =>
        Promise.race([
          once(socket, 'data'),
          once(
            socket.on('error', () => {}),
            'close',
          ),
        ]),
      ),
    );
    // Four are at work, and four on their way to the worker that is stopped, or three if it was stopped before it could
    // give the slot of its first request back. The rest waits here.
    await gate.holds(4);
    await until(async () => ((await metric(service, 'fleetlab_run_waiting{model="threaded"}')) ?? 0) >= 1);
    process.kill(victim.pid, 'SIGKILL');
    gate.open();
    await settled;
    for (const socket of sockets) socket.destroy();
  });

  it('keep the slot of a client that hung up for as long as its work runs', async () => {
    await using gate = await Gate.start();
    await using service = await startService('threaded', { WORKERS: '2', THREADS: '1', ...gate.env });
    const impatient = await Promise.all([1, 2].map(() => ask(service, '/threaded/request')));
    await gate.holds(2);
    for (const socket of impatient) socket.destroy();
    const next = run(service, '/threaded/noop');
    await until(async () => (await metric(service, 'fleetlab_run_waiting{model="threaded"}')) === 1);
    gate.open();
    await next;
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="threaded"}')) === 0);
  });
});
