import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { workloadNamed } from '@fleetlab/workloads';
import { ThreadPool } from '@fleetlab/workloads/threads';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { viaBlocking } from './blocking.js';
import { viaLoop } from './loop.js';
import { ProcessWay } from './process.js';
import { viaSliced } from './sliced.js';
import { ThreadWay } from './thread.js';
import type { Way } from './way.js';

/** An upstream that always fails. */
let server: Server;
let upstreamUrl: string;
let way: Way;

beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  upstreamUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await way.close?.();
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const ways: Record<string, () => Way> = {
  loop: () => viaLoop({ upstreamUrl }),
  blocking: () => viaBlocking({ upstreamUrl }),
  sliced: () => viaSliced({ upstreamUrl }),
  thread: () => new ThreadWay({ upstreamUrl, size: 1 }),
  process: () => new ProcessWay({ upstreamUrl, size: 1 }),
};

const waits: [string, object][] = [
  ['sleep', { ms: 2 }],
  ['steps', { n: 2, ms: 1 }],
  ['noop', {}],
];
const computes: [string, object][] = [
  ['compute', { n: 1000 }],
  ['memory', { mib: 1 }],
  ['factorial', { n: 25 }],
  ['mixed', { seed: 1, ms: 1, n: 100 }],
];

describe.each(Object.keys(ways))('via=%s', (via) => {
  it('answers right', async () => {
    way = ways[via]!();
    for (const [workload, params] of via === 'sliced' ? computes : [...waits, ...computes]) {
      const { result } = await way.run({ workload, params });
      expect(result).toEqual(workloadNamed(workload).answer(params));
    }
  });
});

describe.each(['loop', 'thread', 'process'])('via=%s', (via) => {
  it('says how the upstream failed', async () => {
    way = ways[via]!();
    const failure = way.run({ workload: 'request', params: { ms: 1 } });
    await expect(failure).rejects.toMatchObject({ cause: { upstream: 'failed', status: 503 } });
  });

  it('leaves the loop free while work waits', async () => {
    way = ways[via]!();
    let isDone = false;
    const run = (async () => way.run({ workload: 'sleep', params: { ms: 30 } }))().then(() => (isDone = true));
    await setImmediate();
    expect(isDone).toBe(false);
    await run;
  });
});

describe('via=blocking', () => {
  it('holds the loop: nothing else gets its turn before the wait is over', () => {
    way = ways.blocking!();
    let hasFired = false;
    const timer = setTimeout(() => (hasFired = true), 1);
    expect(way.run({ workload: 'sleep', params: { ms: 20 } })).toMatchObject({ result: 20 });
    expect(hasFired).toBe(false);
    clearTimeout(timer);
  });
});

describe('via=loop', () => {
  it('is held by work that only computes', async () => {
    way = ways.loop!();
    let hasRun = false;
    const immediate = globalThis.setImmediate(() => (hasRun = true));
    await way.run({ workload: 'compute', params: { n: 10_000 } });
    expect(hasRun).toBe(false);
    clearImmediate(immediate);
  });
});

describe('via=sliced', () => {
  it.each(waits)('refuses %s, which has nothing to slice, and names the parameter', (workload, params) => {
    way = ways.sliced!();
    expect(() => way.run({ workload, params })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER', extras: expect.objectContaining({ parameter: 'via' }) }),
    );
  });
});

describe.each(['thread', 'process'])('via=%s with one slot', (via) => {
  it('starts nothing before the first request', () => {
    way = ways[via]!();
    expect(way.waiting).toBe(0);
  });

  it('runs first come, first served, one at a time, elsewhere than here', async () => {
    way = ways[via]!();
    await way.run({ workload: 'noop', params: {} });
    const runs = [3, 2, 1, 0].map(async (ms) => way.run({ workload: 'sleep', params: { ms } }));
    expect(way.waiting).toBe(3);
    const done = await Promise.all(runs);
    for (const [index, { startedAt }] of done.entries()) {
      expect(startedAt).toBeGreaterThanOrEqual(index === 0 ? 0 : done[index - 1]!.finishedAt);
    }
    expect(done[0]).not.toMatchObject({ pid: process.pid, threadId: 0 });
    expect(way.waiting).toBe(0);
  });
});

describe('a pool of threads', () => {
  it('is started by the next request when it could not be started', async () => {
    way = ways.thread!();
    const start = jest.spyOn(ThreadPool, 'start').mockRejectedValueOnce(new Error('no thread left'));
    await expect(way.run({ workload: 'noop', params: {} })).rejects.toThrow('no thread left');
    expect(await way.run({ workload: 'sleep', params: { ms: 1 } })).toMatchObject({ result: 1 });
    start.mockRestore();
  });
});

describe('a pool of processes', () => {
  const noop = { workload: 'noop', params: {} };

  it('replaces a child that died while it was idle, and no request notices', async () => {
    way = ways.process!();
    const { pid } = await way.run(noop);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await setImmediate();
    expect((await way.run(noop)).pid).not.toBe(pid);
  });

  it('fails the request whose child died, and runs those that waited behind it', async () => {
    way = ways.process!();
    const { pid } = await way.run(noop);
    const lost = expect(way.run({ workload: 'sleep', params: { ms: 60_000 } })).rejects.toThrow('terminated');
    const behind = way.run(noop);
    process.kill(pid, 'SIGKILL');
    await lost;
    expect((await behind).pid).not.toBe(pid);
  });
});

/** True until its parent, this process, has been told of its end. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
