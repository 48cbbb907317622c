import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { listCells } from '../experiment/list-cells.js';
import type { Matrix } from '../experiment/experiment.js';
import type { Target } from '../target/target.js';
import { calibrate } from './calibrate.js';
import { TrialBroken } from './trial-broken.js';

const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

const signal = new AbortController().signal;
const MATRIX: Matrix = {
  model: ['async'],
  workload: [
    { kind: 'single', name: 'sleep', params: { ms: 30 } },
    { kind: 'single', name: 'compute', params: { n: 100 } },
    { kind: 'single', name: 'mixed', params: { seed: 1, ms: 1, n: 10 } },
    { kind: 'single', name: 'noop', params: {} },
  ],
  replicas: [1],
  workers: [1],
  threads: [3],
  via: ['loop', 'thread'],
  load: [
    { kind: 'closed', concurrency: 1, thinkTimeMs: null },
    { kind: 'open', ratePerSecond: 1, arrivals: 'uniform' },
  ],
};

describe('the calibration', () => {
  it('takes the wait that is asked for, measures what computes, and says nothing of the rest', async () => {
    const asked: string[] = [];
    const target = await createTarget((request, response) => {
      asked.push(request.url!);
      response.end(answer(asked.length < 10 ? 9 : 7));
    });
    const calibrations = await calibrate(
      listCells(MATRIX),
      target,
      signal,
      () => undefined,
      () => undefined,
    );
    const of = (id: string) => calibrations.find(({ cell }) => cell === id);
    expect(calibrations).toHaveLength(16);
    expect(of('async r1 w1 via=loop · sleep ms=30 · closed 1')).toMatchObject({
      slots: null,
      serviceMs: 30,
      fastestMs: 30,
      source: 'requested',
    });
    expect(of('async r1 w1 t3 via=thread · compute n=100 · open 1/s uniform')).toMatchObject({
      slots: 2,
      serviceMs: 7,
      fastestMs: 7,
      source: 'measured',
    });
    for (const { source, serviceMs } of calibrations.filter(({ cell }) => /mixed|noop/.test(cell)))
      expect([source, serviceMs]).toEqual(['none', null]);
    expect(new Set(asked)).toEqual(new Set(['/async/compute?via=loop&n=100', '/async/compute?via=thread&n=100']));
  });

  it('takes the best time of the same work wherever it was seen, for noise only ever adds', async () => {
    const target = await createTarget((request, response) =>
      response.end(answer(request.url!.includes('thread') ? 5 : 9)),
    );
    const calibrations = await calibrate(
      listCells(MATRIX),
      target,
      signal,
      () => undefined,
      () => undefined,
    );
    const measured = calibrations.filter(({ source }) => source === 'measured');
    expect(measured).toHaveLength(4);
    for (const { serviceMs, fastestMs } of measured) expect([serviceMs, fastestMs]).toEqual([5, 5]);
  });

  it('takes the fastest under a CPU limit, where a run may have waited for the next period', async () => {
    let answers = 0;
    const target = await createTarget((_, response) => response.end(answer(++answers % 5 === 0 ? 6 : 40)));
    const cells = listCells({ ...MATRIX, cpuLimit: [300] });
    const calibrations = await calibrate(
      cells,
      target,
      signal,
      () => undefined,
      () => undefined,
    );
    const measured = calibrations.filter(({ source }) => source === 'measured');
    expect(measured.map(({ serviceMs, fastestMs }) => [serviceMs, fastestMs])).toEqual(Array(4).fill([6, 6]));
  });

  it('deploys each shape once and says which', async () => {
    const target = await createTarget((_, response) => response.end(answer(1)));
    const told: string[] = [];
    await calibrate(
      listCells(MATRIX),
      target,
      signal,
      (what) => told.push(what),
      () => undefined,
    );
    expect(told).toEqual(['async r1 w1', 'async r1 w1 t3']);
    expect(target.deployed).toEqual(['loop', 'pool']);
  });

  it('ends with the words of a service that fails without any load', async () => {
    const target = await createTarget((_, response) => response.writeHead(500).end('{"code":"INTERNAL"}'));
    await expect(
      calibrate(
        listCells(MATRIX),
        target,
        signal,
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow(
      'async r1 w1 via=loop · compute n=100 · closed 1 cannot be measured: alone, without load, it was answered with 500 INTERNAL.',
    );
  });

  it('tries a shape that cannot be had again, and goes on with the others where it still cannot', async () => {
    const target = await createTarget((_, response) => response.end(answer(1)));
    const retries: string[] = [];
    const breaking = (times: number): Target => ({
      ...target,
      deploy: async (shape, signal) => {
        if (shape.threads === null && times-- > 0) throw new TrialBroken('no image');
        return target.deploy(shape, signal);
      },
    });
    const run = (times: number) =>
      calibrate(
        listCells(MATRIX),
        breaking(times),
        signal,
        () => undefined,
        (what, reason) => retries.push(`${what}: ${reason}`),
      );
    const broken = (await run(1)).filter((calibration) => calibration.broken !== undefined);
    expect(broken).toEqual([]);
    const stillBroken = (await run(2)).filter((calibration) => calibration.broken !== undefined);
    expect(stillBroken).toHaveLength(8);
    expect(stillBroken[0]).toMatchObject({
      slots: null,
      source: 'none',
      broken: 'its services could not be had before the trials: no image',
    });
    expect(retries).toEqual(['async r1 w1: no image', 'async r1 w1: no image']);
  });

  it('stops when told, also while it waits for an answer', async () => {
    const abort = new AbortController();
    const target = await createTarget(() => abort.abort(new Error('enough')));
    await expect(
      calibrate(
        listCells(MATRIX),
        target,
        abort.signal,
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow('enough');
  });
});

/** There are 25 primes below 100. */
function answer(serviceMs: number) {
  const timing = { startedAt: 0, finishedAt: 0, waitMs: 0, serviceMs };
  return JSON.stringify({ result: 25, timing, service: { pid: 1, threadId: 0 } });
}

async function createTarget(listener: RequestListener): Promise<Target & { deployed: string[] }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const deployed: string[] = [];
  return {
    name: 'fake',
    deployed,
    cores: null,
    prepare: async () => undefined,
    deploy: async ({ threads }) => {
      deployed.push(threads === null ? 'loop' : 'pool');
      return { baseUrl, slots: { wait: null, cpu: 1 }, cores: 2, usage: async () => null };
    },
    close: async () => undefined,
  };
}
