import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { metric, startService, until, type Service } from './support/service.js';

/** A connection whose request has left this process. */
async function sent(service: Service, path: string): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`, resolve));
  return socket;
}

describe.each([
  ['blocking', '1'],
  ['blocking', '2'],
  ['threaded', '1'],
  ['threaded', '2'],
  ['async', '1'],
  ['async', '2'],
])('%s with %s workers, asked to end by SIGTERM', (model, workers) => {
  it('turns not ready first, finishes what is in flight and exits 0', async () => {
    await using service = await startService(model, { WORKERS: workers, THREADS: '2', DRAIN_DELAY_MS: '300' });
    const inFlight = [1, 2].map(() => fetch(`${service.url}/${model}/sleep?ms=2500`));
    await until(async () => ((await metric(service, `fleetlab_run_in_flight{model="${model}"}`)) ?? 0) > 0);

    service.process.kill('SIGTERM');
    const readiness: number[] = [];
    await until(async () => {
      const status = (await fetch(`${service.adminUrl}/readyz`).catch(() => null))?.status ?? 0;
      readiness.push(status);
      return status !== 200;
    });
    expect(readiness.at(-1)).toBe(503);
    const answers = await Promise.all(inFlight);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await service.ended).toBe(0);
  });
});

describe('a keep-alive client of a service that ends', () => {
  it('is told to go elsewhere with the answer to what it had sent before', async () => {
    await using service = await startService('threaded', { THREADS: '1' });
    const agent = new Agent({ keepAlive: true });
    const answer = once(get(`${service.url}/threaded/sleep?ms=2500`, { agent }), 'response');
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="threaded"}')) === 1);
    service.process.kill('SIGTERM');
    const [response] = (await answer) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    response.resume();
    expect(await service.ended).toBe(0);
  });

  it('is answered also where the process was held and had not read the request', async () => {
    await using service = await startService('blocking');
    const sockets = await Promise.all(Array.from({ length: 8 }, () => sent(service, '/blocking/sleep?ms=300')));
    service.process.kill('SIGTERM');
    const answers = await Promise.all(sockets.map((socket) => text(socket)));
    expect(answers.map((answer) => answer.slice(0, 12))).toEqual(Array(8).fill('HTTP/1.1 200'));
    expect(await service.ended).toBe(0);
  });
});

describe('a connection that has carried no request', () => {
  it.each([
    ['blocking', '1'],
    ['threaded', '2'],
    ['async', '1'],
    ['async', '2'],
  ])('does not keep %s with %s workers from ending', async (model, workers) => {
    // With the connection still there when time is up, it would be exit 1.
    await using service = await startService(model, { WORKERS: workers, THREADS: '1', GRACE_MS: '5000' });
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined).resume();
    await once(socket, 'connect');
    await fetch(`${service.url}/${model}/noop`); // it was accepted later, so the other one was accepted too
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    await closed;
  });
});

describe('a service whose supervisor is gone', () => {
  it('drains and ends too', async () => {
    await using service = await startService('threaded');
    service.process.disconnect();
    expect(await service.ended).toBe(0);
  });
});

describe('a service that cannot finish in time', () => {
  it('gives up after the grace period and says so', async () => {
    await using service = await startService('threaded', { GRACE_MS: '100' });
    const lost = fetch(`${service.url}/threaded/sleep?ms=60000`);
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="threaded"}')) === 1);
    service.process.kill('SIGTERM');
    await expect(lost).rejects.toThrow();
    expect(await service.ended).toBe(1);
    expect(service.log()).toContain('gave up');
  });
});

describe('a service whose environment is wrong', () => {
  it('names every problem at once and exits with 78', async () => {
    const start = startService('threaded', { WORKERS: 'many', THREADS: '0', PORT: '99999' });
    await expect(start).rejects.toThrow(/ended with 78[\s\S]*WORKERS=many[\s\S]*THREADS=0/);
    await expect(start).rejects.toThrow('PORT=99999: expected a whole number from 0 to 65535');
  });
});
