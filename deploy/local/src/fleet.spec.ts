import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServiceShape } from './fleet.types.js';
import { ask, startTestFleet, stopTestFleets } from './test-fixtures/fleet.fixture.js';
import { fixture } from './test-fixtures/mains.js';

afterEach(stopTestFleets);

const THREADED: ServiceShape = { model: 'threaded', replicas: 2, workers: 3, threads: 4 };
const QUEUE: ServiceShape = { model: 'queue', replicas: 2, workers: 2, threads: 4 };

describe('an open group', () => {
  it('goes round the replicas of each model behind one port', async () => {
    const { fleet } = await startTestFleet();
    const group = await fleet.open([THREADED, { ...THREADED, model: 'async', replicas: 1 }]);
    const pids = group.services.filter(({ model }) => model === 'threaded').map(({ pid }) => pid);
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push((await ask(`${group.url}/threaded/noop`)).pid);
    expect(answers).toEqual([...pids, ...pids]);
    expect(pids).not.toContain((await ask(`${group.url}/async/noop`)).pid);
  });

  it('tells each service its settings and where the upstream is', async () => {
    const { fleet } = await startTestFleet();
    const group = await fleet.open([THREADED]);
    const { settings } = await ask(`${group.url}/threaded`);
    expect(settings).toEqual({ WORKERS: '3', THREADS: '4', UPSTREAM_URL: fleet.upstreamUrl });
  });

  it.each([
    ['by default', undefined, '7'],
    ['not where it is told so', false, undefined],
  ])('lets services and upstream take settings from the environment: %s', async (_, inheritSettings, taken) => {
    Object.assign(process.env, { MAX_QUEUE: '7', BODY_LIMIT_BYTES: '7' });
    const { fleet } = await startTestFleet({}, inheritSettings === undefined ? {} : { inheritSettings });
    const group = await fleet.open([THREADED]);
    delete process.env.MAX_QUEUE;
    delete process.env.BODY_LIMIT_BYTES;
    expect((await ask(`${group.url}/threaded`)).settings.MAX_QUEUE).toBe(taken);
    expect((await ask(fleet.upstreamUrl)).settings.BODY_LIMIT_BYTES).toBe(taken);
  });

  it('lets services send traces, each under its own name', async () => {
    Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SERVICE_NAME: 'mine' });
    const { fleet } = await startTestFleet();
    const group = await fleet.open([THREADED]);
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    delete process.env.OTEL_SERVICE_NAME;
    const { settings } = await ask(`${group.url}/threaded`);
    expect(settings.OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://127.0.0.1:4318');
    expect(settings.OTEL_SERVICE_NAME).toBeUndefined();
  });

  it('tells the upstream its faults', async () => {
    const { fleet } = await startTestFleet({}, { upstream: { faultRate: 0.25, jitterMs: 7, status: 500 } });
    const { settings } = await ask(fleet.upstreamUrl);
    expect(settings).toMatchObject({ FAULT_RATE: '0.25', JITTER_MS: '7', FAULT_STATUS: '500' });
  });

  it('has one API and replicas x workers workers for the queue', async () => {
    const { fleet, logs } = await startTestFleet();
    const group = await fleet.open([QUEUE]);
    expect(group.services.map(({ role }) => role)).toEqual(['api', 'worker', 'worker', 'worker', 'worker']);
    expect(group.services.map(({ url }) => url === null)).toEqual([false, true, true, true, true]);
    const { settings } = await ask(`${group.url}/queue`);
    const worker = JSON.parse((await logs.first(/^queue worker .*SPOOL/)).replace(/^.*?: /, '')) as object;
    expect(worker).toMatchObject({ CONCURRENCY: '4', THREADS: '4', SPOOL_FILE: settings.SPOOL_FILE });
  });

  it('removes the queue when it closes', async () => {
    const { fleet } = await startTestFleet();
    const group = await fleet.open([QUEUE]);
    const folder = join((await ask(`${group.url}/queue`)).settings.SPOOL_FILE!, '..');
    expect(existsSync(folder)).toBe(true);
    await group.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('is listed, with the upstream, until it closes', async () => {
    const { fleet } = await startTestFleet();
    const group = await fleet.open([THREADED]);
    expect(fleet.services.map(({ role }) => role)).toEqual(['upstream', 'service', 'service']);
    expect(fleet.services[1]).toEqual({
      model: 'threaded',
      role: 'service',
      pid: expect.any(Number),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      adminUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    await group.close();
    expect(fleet.services.map(({ role }) => role)).toEqual(['upstream']);
  });

  it('stays open while another closes', async () => {
    const { fleet } = await startTestFleet();
    const [first, second] = await Promise.all([fleet.open([THREADED]), fleet.open([THREADED])]);
    await first.close();
    expect((await fetch(`${second.url}/threaded`)).status).toBe(200);
    await expect(fetch(`${first.url}/threaded`)).rejects.toThrow();
  });
});

describe('a group that cannot open', () => {
  it('names the port that is taken', async () => {
    const { fleet } = await startTestFleet();
    const port = Number(new URL((await fleet.open([THREADED])).url).port);
    await expect(fleet.open([THREADED], { port })).rejects.toThrow(`Port ${port} is taken by node `);
    expect(fleet.services).toHaveLength(3);
  });

  it('stops what did start, and tells why in the words of the service that did not', async () => {
    const { fleet } = await startTestFleet({ async: fixture('unusable.js') });
    const opening = fleet.open([THREADED, { ...THREADED, model: 'async', replicas: 1 }]);
    await expect(opening).rejects.toThrow(/async \(pid \d+\) did not start: it ended with code 78.*THREADS=0/s);
    expect(fleet.services).toHaveLength(1);
  });

  it('tells why the fleet itself cannot start', async () => {
    const starting = startTestFleet({ upstream: fixture('unusable.js') });
    await expect(starting).rejects.toThrow(/upstream \(pid \d+\) did not start: it ended with code 78/);
  });
});

describe('what is killed', () => {
  it('is replaced, and meanwhile the other replicas answer', async () => {
    const { fleet, events } = await startTestFleet();
    const group = await fleet.open([THREADED]);
    const [killed, other] = group.services;
    process.kill(killed!.pid, 'SIGKILL');
    await events.first(/ended with SIGKILL/);
    expect(group.services).toEqual([other]);
    for (let i = 0; i < 3; i++) expect((await ask(`${group.url}/threaded`)).pid).toBe(other!.pid);
    await events.first(/ready again/);
    const answers = [await ask(`${group.url}/threaded`), await ask(`${group.url}/threaded`)];
    expect(new Set(answers.map(({ pid }) => pid))).toEqual(new Set(group.services.map(({ pid }) => pid)));
    expect(group.services).toHaveLength(2);
  });

  it('gives 503 where it was the only replica, until it is back', async () => {
    const { fleet, events } = await startTestFleet();
    const group = await fleet.open([{ ...THREADED, replicas: 1 }]);
    process.kill(group.services[0]!.pid, 'SIGKILL');
    await events.first(/ended with SIGKILL/);
    expect((await fetch(`${group.url}/threaded`)).status).toBe(503);
    await events.first(/ready again/);
    expect((await fetch(`${group.url}/threaded`)).status).toBe(200);
  });

  it('comes back on its port where it is the upstream', async () => {
    const { fleet, events } = await startTestFleet();
    const before = await ask(fleet.upstreamUrl);
    process.kill(before.pid, 'SIGKILL');
    await events.first(/upstream .* ready again/);
    expect((await ask(fleet.upstreamUrl)).pid).not.toBe(before.pid);
  });

  it('comes back on its ports where it is the gateway', async () => {
    const { fleet, events } = await startTestFleet();
    const groups = [await fleet.open([THREADED]), await fleet.open([QUEUE])];
    process.kill(await gatewayPid(groups[0]!.url), 'SIGKILL');
    await events.first(/gateway .* ready again/);
    await fleet.open([{ ...THREADED, replicas: 1 }]);
    expect((await fetch(`${groups[0]!.url}/threaded`)).status).toBe(200);
    expect((await fetch(`${groups[1]!.url}/queue`)).status).toBe(200);
  });
});

/** The gateway is none of the services; the message about its port names it. */
async function gatewayPid(url: string): Promise<number> {
  const { portRefused } = await import('./ports.js');
  const { message } = await portRefused(Number(new URL(url).port), 'EADDRINUSE');
  return Number(/\(pid (\d+)\)/.exec(message)![1]);
}
