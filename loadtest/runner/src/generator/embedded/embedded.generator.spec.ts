import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { LoadOrder } from '../generator.js';
import { createEmbeddedGenerator } from './embedded.generator.js';

const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

const never = new AbortController().signal;
const { run } = createEmbeddedGenerator();

describe('a closed load', () => {
  it('counts every answer, and has as many requests under way as it has clients', async () => {
    let served = 0;
    const baseUrl = await listen((request, response) => {
      served++;
      answer(request, response);
    });
    const measured = await run({ ...ORDER, baseUrl, clients: 3, load: closed(3) }, never);
    const { ok, failed } = measured.requests;
    expect(failed).toBe(0);
    expect(ok).toBeGreaterThan(0);
    expect(served - ok).toBeLessThanOrEqual(3);
    expect(measured.throughputPerS).toBeGreaterThan(0);
    expect(measured.meanInFlight).toBeGreaterThan(1);
    expect(measured.meanInFlight).toBeLessThanOrEqual(3);
    expect(measured.window).toEqual({ warmupMs: 0, durationMs: 500, clients: 3, ratePerSecond: null });
    expect(measured.timeline).toEqual([]);
  });

  it('waits after the window for what is under way, and does not count it', async () => {
    const held: (() => void)[] = [];
    const baseUrl = await listen((request, response) => held.push(() => answer(request, response)));
    let isClosed = false;
    const onWindow = (edge: 'open' | 'close') => {
      if (edge === 'open') return;
      isClosed = true;
      setImmediate(() => held.forEach((release) => release()));
    };
    const measured = await run({ ...ORDER, baseUrl, clients: 2, load: closed(2), onWindow }, never);
    expect(isClosed).toBe(true);
    expect(held).toHaveLength(2);
    expect(measured.requests).toEqual({ ok: 0, failed: 0, failures: {} });
    expect(measured.throughputPerS).toBeNull();
    expect(measured.meanInFlight).toBeGreaterThan(0);
  });

  it('thinks between an answer and the next request', async () => {
    const sentAt: number[] = [];
    const baseUrl = await listen((request, response) => {
      sentAt.push(intendedStart(request));
      answer(request, response);
    });
    const load = { kind: 'closed', concurrency: 1, thinkTimeMs: { min: 40, max: 50 } } as const;
    await run({ ...ORDER, baseUrl, load }, never);
    const gaps = sentAt.slice(1).map((at, index) => at - sentAt[index]!);
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(39);
  });
});

describe('a share of the requests', () => {
  const traceIdOf = (request: IncomingMessage) =>
    /^00-([\da-f]{32})-[\da-f]{16}-01$/.exec(String(request.headers.traceparent))?.[1];

  it('starts traces, and the slowest of them are kept with their ids; the others send nothing', async () => {
    const sent: (string | undefined)[] = [];
    const baseUrl = await listen((request, response) => {
      sent.push(request.headers.traceparent === undefined ? undefined : traceIdOf(request));
      answer(request, response, { traceId: traceIdOf(request) ?? null });
    });
    const { slowestTraced, requests } = await run({ ...ORDER, baseUrl, traceShare: 0.5 }, never);
    const traced = sent.filter((id) => id !== undefined);
    expect(traced.length).toBeGreaterThan(requests.ok * 0.3);
    expect(traced.length).toBeLessThan(requests.ok * 0.7);
    expect(new Set(traced).size).toBe(traced.length);
    expect(slowestTraced).toHaveLength(5);
    for (const { traceId, latencyMs, waitMs, serviceMs } of slowestTraced!) {
      expect(traced).toContain(traceId);
      expect(latencyMs).toBeGreaterThan(0);
      expect([waitMs, serviceMs]).toEqual([0, 20]);
    }
  });

  it('is the same for the same seed, in ids of their own', async () => {
    const traces = async () => {
      const sent: (string | undefined)[] = [];
      const baseUrl = await listen((request, response) => {
        sent.push(traceIdOf(request));
        answer(request, response);
      });
      await run({ ...ORDER, baseUrl, traceShare: 0.3 }, never);
      return sent.slice(0, 30);
    };
    const [first, second] = [await traces(), await traces()];
    expect(first.map((id) => id !== undefined)).toEqual(second.map((id) => id !== undefined));
    expect(first.filter((id) => id !== undefined && second.includes(id))).toEqual([]);
  });

  it('of none starts none, and a trace that somebody on the way started is not taken for its own', async () => {
    let traced = 0;
    const baseUrl = await listen((request, response) => {
      if (request.headers.traceparent !== undefined) traced++;
      answer(request, response, { traceId: 'f'.repeat(32) });
    });
    expect((await run({ ...ORDER, baseUrl }, never)).slowestTraced).toEqual([]);
    expect(traced).toBe(0);
    expect((await run({ ...ORDER, baseUrl, traceShare: 1 }, never)).slowestTraced).toEqual([]);
    expect(traced).toBeGreaterThan(0);
  });

  it('carries what every request carries', async () => {
    const tokens = new Set<unknown>();
    const baseUrl = await listen((request, response) => {
      tokens.add([request.headers.authorization, request.headers.host].join());
      answer(request, response);
    });
    await run(
      { ...ORDER, baseUrl, headers: { authorization: 'Bearer x', host: 'fleet.test' }, traceShare: 0.5 },
      never,
    );
    expect([...tokens]).toEqual(['Bearer x,fleet.test']);
  });
});

describe('an open load', () => {
  const load = { kind: 'open', ratePerSecond: 10, arrivals: 'uniform' } as const;

  it('tells the service when each request was to start', async () => {
    const intended: number[] = [];
    const baseUrl = await listen((request, response) => {
      intended.push(intendedStart(request));
      answer(request, response);
    });
    const measured = await run({ ...ORDER, baseUrl, load }, never);
    expect(measured.generator).toMatchObject({ scheduled: 5, started: 5 });
    const sorted = intended.toSorted((a, b) => a - b);
    for (const [index, at] of sorted.entries()) expect(at - sorted[0]!).toBeCloseTo(index * 100, 1);
  });

  it('counts latency from the intended start, so that a stall cannot hide what it held up', async () => {
    const baseUrl = await listen(answer);
    const dense = { ...load, ratePerSecond: 100 };
    const onWindow = (edge: 'open' | 'close') => void (edge === 'open' && holdTheLoop(300));
    const measured = await run({ ...ORDER, baseUrl, load: dense, warmupMs: 50, durationMs: 2_000, onWindow }, never);
    const latency = decodeFromCompressedBase64(measured.histograms.latency);
    expect(latency.maxValue).toBeGreaterThan(250_000);
    expect(measured.generator.lagP99Ms).toBeGreaterThan(200);
    expect(measured.generator.scheduled).toBe(200);
  });

  it('waits for nobody', async () => {
    const held: (() => void)[] = [];
    const baseUrl = await listen((request, response) => {
      held.push(() => answer(request, response));
      if (held.length === 5) held.forEach((release) => release());
    });
    const measured = await run({ ...ORDER, baseUrl, load }, never);
    expect(held).toHaveLength(5);
    expect(measured.generator.started).toBe(5);
  });
});

describe('a step', () => {
  it('changes its rate, and tells each second what became of those who came in it', async () => {
    let served = 0;
    const baseUrl = await listen((request, response) =>
      ++served === 8 ? response.writeHead(503).end('{}') : answer(request, response),
    );
    const phase = (ratePerSecond: number) => ({ ratePerSecond, forMs: 1000 });
    const load = { kind: 'step', before: phase(5), during: phase(20), after: phase(5) } as const;
    const measured = await run({ ...ORDER, baseUrl, load, warmupMs: 200, durationMs: 3000 }, never);
    expect(served).toBe(31);
    expect(measured.generator).toMatchObject({ scheduled: 30, started: 30 });
    expect(measured.series!.map(({ second, ok, failed }) => [second, ok, failed])).toEqual([
      [0, 5, 0],
      [1, 19, 1],
      [2, 5, 0],
    ]);
    expect(measured.window.ratePerSecond).toBeNull();
  });
});

describe('a burst', () => {
  it('sends all at once and tells what became of each', async () => {
    const held = new Map<string, () => void>();
    const baseUrl = await listen((request, response) => {
      held.set(`${request.url} ${held.size}`, () => answer(request, response));
      if (held.size === 4) for (const release of held.values()) release();
    });
    const load = { kind: 'burst', requests: 4, stalled: { request: 2, params: { ms: 70 } } } as const;
    const measured = await run({ ...ORDER, baseUrl, load, clients: 4 }, never);
    expect([...held.keys()].filter((key) => key.startsWith('/model/sleep?ms=70'))).toHaveLength(1);
    expect(measured.requests).toMatchObject({ ok: 4, failed: 0 });
    expect(measured.timeline.map(({ request, stalled }) => [request, stalled])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ]);
    for (const { sentMs, answeredMs, failure, pid } of measured.timeline) {
      expect(answeredMs).toBeGreaterThan(sentMs);
      expect([failure, pid]).toEqual([null, 77]);
    }
    expect(measured.window.durationMs).toBe(Math.max(...measured.timeline.map(({ answeredMs }) => answeredMs)));
  });
});

describe('a failure', () => {
  it('of the service is counted by status and code', async () => {
    const baseUrl = await listen((_, response) => response.writeHead(503).end('{"code":"OVERLOADED"}'));
    const { requests, throughputPerS } = await run({ ...ORDER, baseUrl }, never);
    expect(requests.ok).toBe(0);
    expect(requests.failed).toBeGreaterThan(0);
    expect(requests.failures).toEqual({ '503 OVERLOADED': requests.failed });
    expect(throughputPerS).toBeNull();
  });

  it('is also an answer that is wrong', async () => {
    const baseUrl = await listen((request, response) => answer(request, response, { result: 21 }));
    const { requests } = await run({ ...ORDER, baseUrl }, never);
    expect(requests.ok).toBe(0);
    expect(requests.failures).toEqual({ 'wrong answer': requests.failed });
  });

  it('is also a connection that is refused or cut', async () => {
    const free = await listen(answer);
    await closing.pop()!();
    const refused = await run({ ...ORDER, baseUrl: free }, never);
    expect(refused.requests.failures).toEqual({ ECONNREFUSED: refused.requests.failed });
    expect(refused.requests.failed).toBeGreaterThan(0);

    const cutting = await listen((request) => request.socket.destroy());
    const cut = await run({ ...ORDER, baseUrl: cutting }, never);
    expect(cut.requests.failures).toEqual({ UND_ERR_SOCKET: cut.requests.failed });
  });
});

describe('an abort', () => {
  it.each([
    ['closed', closed(2)],
    ['open', { kind: 'open', ratePerSecond: 1000, arrivals: 'poisson' }],
    ['burst', { kind: 'burst', requests: 2, stalled: null }],
    [
      'step',
      {
        kind: 'step',
        before: { ratePerSecond: 100, forMs: 20_000 },
        during: { ratePerSecond: 100, forMs: 20_000 },
        after: { ratePerSecond: 100, forMs: 20_000 },
      },
    ],
  ] as const)('ends a %s load at once and leaves no connection', async (_, load) => {
    const abort = new AbortController();
    const arrived = Promise.withResolvers<IncomingMessage>();
    const baseUrl = await listen((request) => arrived.resolve(request));
    const running = run({ ...ORDER, baseUrl, load, clients: 2, warmupMs: 0, durationMs: 60_000 }, abort.signal);
    const { socket } = await arrived.promise;
    const ended = once(socket, 'close');
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await ended;
  });

  it('before the beginning sends nothing', async () => {
    await expect(
      run({ ...ORDER, baseUrl: 'http://127.0.0.1:1' }, AbortSignal.abort(new Error('enough'))),
    ).rejects.toThrow('enough');
  });
});

const ORDER: Omit<LoadOrder, 'baseUrl'> = {
  path: '/model',
  query: {},
  work: { kind: 'single', name: 'sleep', params: { ms: 20 } },
  load: closed(1),
  clients: 1,
  spreadMs: 0,
  warmupMs: 0,
  durationMs: 500,
  seed: 1,
};

function closed(concurrency: number) {
  return { kind: 'closed', concurrency, thinkTimeMs: null } as const;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  body: { readonly result?: number; readonly traceId?: string | null } = {},
) {
  const ms = Number(new URL(request.url!, 'http://localhost').searchParams.get('ms'));
  const timing = { startedAt: Date.now(), finishedAt: Date.now(), waitMs: 0, serviceMs: ms };
  response.end(JSON.stringify({ result: ms, timing, service: { pid: 77, threadId: 0 }, traceId: null, ...body }));
}

function intendedStart(request: IncomingMessage) {
  return Number(/^t=(\d+\.\d{3})$/.exec(String(request.headers['x-request-start']))![1]);
}

function holdTheLoop(ms: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
