import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SLEEP_20, setting, type Setting } from '../../../fixtures/simulated-run.js';
import { cellId } from '../../experiment/cell-id.js';
import type { Cell } from '../../experiment/plan.js';
import { UsageError } from '../../usage-error.js';
import { UrlTarget } from './url.target.js';

const never = new AbortController().signal;
const closing: (() => Promise<unknown>)[] = [];
let asked: IncomingMessage[];
beforeEach(() => void (asked = []));
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

describe('a fleet that is there already', () => {
  it('is told by its services: slots and cores of all replicas, and no usage', async () => {
    const url = await startFleet();
    const target = new UrlTarget({ url, headers: { authorization: 'Bearer x' } });
    expect([target.name, target.cores]).toEqual([`url ${url}`, null]);
    const threaded = setting('threaded', { replicas: 2, threads: 4 });
    const queue = setting('queue', { replicas: 2, threads: 3 });
    await target.prepare(cellsOf(threaded, queue), never);
    expect(target.cores).toBe(4);
    const deployment = await target.deploy(threaded.shape, never);
    expect(deployment).toMatchObject({ baseUrl: url, headers: { authorization: 'Bearer x' }, cores: 4 });
    expect(deployment.slots).toEqual({ wait: 8, cpu: 4 });
    expect(await deployment.usage()).toBeNull();
    expect((await target.deploy(queue.shape, never)).slots).toEqual({ wait: 6, cpu: 2 });
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer x']));
    await target.close();
  });

  it('takes an experiment in which async runs in several ways, if all of them are there', async () => {
    const cells = cellsOf(setting('async'), setting('async', { via: 'thread', threads: 2 }));
    await new UrlTarget({ url: await startFleet(), headers: {} }).prepare(cells, never);
  });

  it.each([
    ['other threads', [setting('threaded', { threads: 1 })], /\n {2}threaded r1 w1 t1: threads is 4 there\nGive the/],
    [
      'several shapes',
      [4, 8].map((threads) => setting('threaded', { threads })),
      /\n {2}threaded r1 w1 t8: threads is 4/,
    ],
    [
      'several replicas',
      [1, 2].map((replicas) => setting('threaded', { replicas, threads: 4 })),
      /\n {2}threaded: 1 and 2 replicas, which it cannot have at a time\n/,
    ],
    [
      'fewer replicas than answer',
      [setting('blocking')],
      /blocking: at least 2 replicas answer \(pod-0 and pod-1\), .* says 1/,
    ],
  ])('refuses an experiment with %s', async (_, settings, message) => {
    const url = await startFleet();
    const refusal = await refusalOf(url, settings);
    expect(refusal.message).toMatch(message);
    expect(refusal.message.startsWith(`--url ${url}: this fleet is measured as it is`)).toBe(true);
  });

  it.each([
    ['does not know a model', 404, '{}', /\/async answered 404; .* take the model out .*--header 'Host: <host>'/],
    ['asks for a token', 401, '{}', /answered 401; .* give --header 'Authorization: Bearer <token>'/],
    ['is none', 200, '<html>', /answered something else than what a service of fleetlab says of itself/],
    ['says nothing of slots', 200, '{"limits":{}}', /answered something else/],
  ])('that %s is told of before anything is measured', async (_, status, body, message) => {
    const url = await listen((_request, respond) => respond(status, body));
    expect((await refusalOf(url, [setting('async')])).message).toMatch(message);
  });

  it('that cannot be reached is told of with its address', async () => {
    const url = await startFleet();
    await closing.pop()!();
    expect((await refusalOf(url, [setting('async')])).message).toBe(
      `--url ${url}: ${url}/async cannot be reached (ECONNREFUSED). ` +
        'Give the address at which a fleet of fleetlab answers, of its ingress for instance.',
    );
  });

  it('is not asked any more once the run is interrupted', async () => {
    const target = new UrlTarget({ url: await startFleet(), headers: {} });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(target.prepare(cellsOf(setting('async')), signal)).rejects.toThrow('enough');
  });
});

async function refusalOf(url: string, settings: readonly Setting[]): Promise<UsageError> {
  return new UrlTarget({ url, headers: {} }).prepare(cellsOf(...settings), never).then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(UsageError);
      return error as UsageError;
    },
  );
}

function cellsOf(...settings: readonly Setting[]): Cell[] {
  const load = { kind: 'closed', concurrency: 4, thinkTimeMs: null } as const;
  return settings.map(({ shape, via }) => {
    const cell = { shape, via, work: SLEEP_20, load };
    return { id: cellId(cell), ...cell };
  });
}

/** Two cores each: blocking has two pods, the others one. */
function startFleet(): Promise<string> {
  const settings: Record<string, object> = {
    '/blocking': { workers: 1 },
    '/threaded': { workers: 1, threads: 4 },
    '/async': { workers: 1, threads: 2, processes: 2 },
    '/queue': { workers: 2, concurrency: 3, threads: 2 },
  };
  const slots: Record<string, object> = {
    '/blocking': { wait: 1, cpu: 1 },
    '/threaded': { wait: 4, cpu: 2 },
    '/async': { wait: null, cpu: 1 },
    '/queue': { wait: 6, cpu: 2 },
  };
  let requests = 0;
  return listen((request, respond) => {
    asked.push(request);
    const path = request.url!;
    const pod = path === '/blocking' ? `pod-${requests++ % 2}` : 'pod';
    const description = { pod, limits: { slots: slots[path], settings: settings[path] }, cpu: { availableCores: 2 } };
    respond(200, JSON.stringify(description));
  });
}

async function listen(
  answer: (request: IncomingMessage, respond: (status: number, body: string) => void) => void,
): Promise<string> {
  const server = createServer((request, response) =>
    answer(request, (status, body) => response.writeHead(status).end(body)),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
