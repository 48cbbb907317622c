import { describe, expect, it } from '@jest/globals';
import { metric, type Service, startService, until } from '../../../test/support/service.js';

interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly result?: unknown;
  readonly service?: { readonly pid: number };
  readonly limits?: unknown;
  readonly retryAfter: string | null;
}

async function get(service: Service, path: string): Promise<Answer> {
  const answer = await fetch(service.url + path);
  return { ...((await answer.json()) as Answer), status: answer.status, retryAfter: answer.headers.get('retry-after') };
}

const VIAS = ['loop', 'blocking', 'thread', 'process'];

describe('an async service', () => {
  it('calls the upstream in each of its ways', async () => {
    await using upstream = await startService('upstream');
    await using service = await startService('async', { UPSTREAM_URL: upstream.url });
    for (const via of VIAS) {
      expect(await get(service, `/async/request?ms=5&via=${via}`)).toMatchObject({ status: 200, result: 5 });
    }
  });

  it('answers 502 in each of its ways where the upstream fails', async () => {
    await using upstream = await startService('upstream', { FAULT_RATE: '1', FAULT_STATUS: '500' });
    await using service = await startService('async', { UPSTREAM_URL: upstream.url });
    for (const via of VIAS) {
      const answer = await get(service, `/async/request?ms=1&via=${via}`);
      expect(answer).toMatchObject({ status: 502, code: 'UPSTREAM_FAILED', detail: 'The upstream answered 500.' });
    }
  });

  it('refuses what is over its limit, and no more than that', async () => {
    await using service = await startService('async', { MAX_IN_FLIGHT: '2' });
    const held = [1, 2].map(() => get(service, '/async/sleep?ms=1000'));
    await until(async () => (await get(service, '/async/noop')).status === 503);
    expect(await get(service, '/async/noop')).toMatchObject({ code: 'OVERLOADED', retryAfter: '1' });
    for (const answer of await Promise.all(held)) expect(answer.status).toBe(200);
    expect(await get(service, '/async/noop')).toMatchObject({ status: 200 });
  });

  it('says what bounds it', async () => {
    const settings = { WORKERS: '2', THREADS: '3', PROCESSES: '4' };
    await using unbounded = await startService('async', settings);
    await using bounded = await startService('async', { ...settings, MAX_IN_FLIGHT: '10' });
    expect((await get(unbounded, '/async')).limits).toMatchObject({
      slots: { wait: null },
      settings: { workers: 2, maxInFlight: null, threads: 3, processes: 4 },
    });
    expect((await get(bounded, '/async')).limits).toMatchObject({ slots: { wait: 20 }, settings: { maxInFlight: 10 } });
  });

  it('names the parameter where via cannot be used', async () => {
    await using service = await startService('async');
    for (const via of ['sliced&ms=1', 'fibre', 'loop&via=loop', '']) {
      const answer = await get(service, `/async/sleep?via=${via}`);
      expect(answer).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', parameter: 'via' });
    }
  });

  it('takes its child processes with it when it is killed, even from the middle of a wait', async () => {
    await using service = await startService('async', { PROCESSES: '1' });
    const { pid } = (await get(service, '/async/noop?via=process')).service!;
    const lost = fetch(`${service.url}/async/sleep?via=process&ms=60000`);
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="async"}')) === 1);
    service.process.kill('SIGKILL');
    await expect(lost).rejects.toThrow();
    await until(() => Promise.resolve(!isAlive(pid)));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
