import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { metric, type Service, startService, until } from './support/service.js';

let collector: OtlpReceiver;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
});
afterAll(() => collector[Symbol.asyncDispose]());

type Answer = Parameters<typeof createServer>[1];

/** An upstream whose answers a test decides. */
async function startUpstream(answer: Answer): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const start = (model: string, env: Record<string, string>) => startService(model, { ...collector.env, ...env });

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0');
let counter = 0;
/** Asks in a trace of its own. */
async function ask(service: Service, path: string, flags = '01') {
  const traceId = hex(++counter, 32);
  const answer = await fetch(service.url + path, { headers: { traceparent: `00-${traceId}-${hex(7, 16)}-${flags}` } });
  return { traceId, status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const lineOf = (service: Service, traceId: string) =>
  service
    .log()
    .split('\n')
    .filter((line) => line.includes(traceId))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.each([
  ['threaded', ''],
  ['blocking', ''],
  ['async', '&via=loop'],
  ['async', '&via=process'],
])('a request on %s%s whose upstream fails', (model, via) => {
  it('is marked in its server, run and client span, and logged with its ids', async () => {
    await using upstream = await startUpstream((_request, response) => response.writeHead(503).end());
    await using service = await start(model, { UPSTREAM_URL: upstream.url });
    const { traceId, status } = await ask(service, `/${model}/request?ms=1${via}`);
    expect(status).toBe(502);
    const spans = await collector.trace(traceId, 4);
    const [server, run, client] = ['SERVER', 'INTERNAL', 'CLIENT'].map((kind) =>
      spans.find((span) => span.kind === kind && span.name !== 'wait'),
    );
    expect(server).toMatchObject({
      isError: true,
      attributes: { 'error.type': 'UPSTREAM_FAILED', 'http.response.status_code': 502 },
    });
    expect(run).toMatchObject({ name: 'run', isError: true, parentId: server!.spanId });
    expect(client).toMatchObject({
      isError: true,
      parentId: run!.spanId,
      attributes: { 'error.type': '503', 'http.response.status_code': 503 },
    });
    expect(server!.events).toEqual([]);
    expect(lineOf(service, traceId)).toEqual([
      expect.objectContaining({ code: 'UPSTREAM_FAILED', spanId: server!.spanId, msg: 'The upstream answered 503.' }),
    ]);
  });
});

describe('a call on a connection that the upstream had closed', () => {
  it('is sent again, and both are seen', async () => {
    let calls = 0;
    await using upstream = await startUpstream((request, response) => {
      calls++;
      if (calls === 2) request.socket.resetAndDestroy();
      else response.end(JSON.stringify({ ms: 1 }));
    });
    await using service = await start('async', { UPSTREAM_URL: upstream.url });
    await ask(service, '/async/request?ms=1');
    const { traceId, status } = await ask(service, '/async/request?ms=1');
    expect([status, calls]).toEqual([200, 3]);
    const clients = (await collector.trace(traceId, 5)).filter(({ kind }) => kind === 'CLIENT');
    const [first, second] = clients.toSorted((a, b) => a.startedAt - b.startedAt);
    expect(first).toMatchObject({ isError: true, attributes: { 'error.type': 'ECONNRESET' } });
    expect(second).toMatchObject({ isError: false, attributes: { 'http.request.resend_count': 1 } });
    expect(first!.spanId).not.toBe(second!.spanId);
  });
});

describe('a request that is refused for want of room', () => {
  it('is a server span that says so, and nothing below it', async () => {
    await using service = await start('async', { MAX_IN_FLIGHT: '1' });
    const long = ask(service, '/async/sleep?ms=2000');
    let refused = await ask(service, '/async/noop');
    while (refused.status !== 503) refused = await ask(service, '/async/noop');
    service.process.kill('SIGTERM');
    await Promise.all([long, service.ended]);
    expect(collector.spans.filter(({ traceId }) => traceId === refused.traceId)).toEqual([
      expect.objectContaining({
        kind: 'SERVER',
        isError: true,
        attributes: expect.objectContaining({ 'error.type': 'OVERLOADED', 'fleetlab.refused': true }),
      }),
    ]);
  });
});

describe('a request that asks wrongly', () => {
  it('says what was wrong, and is no error of the server', async () => {
    await using service = await start('async', {});
    const { traceId } = await ask(service, '/async/sleep?ms=-1');
    expect(await collector.trace(traceId, 1)).toEqual([
      expect.objectContaining({
        name: 'GET /async/:workload',
        isError: false,
        attributes: expect.objectContaining({
          'error.type': 'INVALID_PARAMETER',
          'http.response.status_code': expect.anything(),
        }),
      }),
    ]);
  });
});

describe('a run that fails for no reason that anyone foresaw', () => {
  it('has the exception in its span, which its client is not told', async () => {
    await using service = await start('async', { PROCESSES: '1' });
    const { body } = await ask(service, '/async/noop?via=process');
    const { pid } = body.service as { pid: number };
    const sleeping = ask(service, '/async/sleep?ms=60000&via=process');
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="async"}')) === 1);
    process.kill(pid, 'SIGKILL');
    const { traceId, status } = await sleeping;
    expect(status).toBe(500);
    const [server] = await collector.trace(traceId, 1);
    expect(server).toMatchObject({ isError: true, attributes: { 'error.type': 'INTERNAL' } });
    expect(server!.events).toEqual([
      {
        name: 'exception',
        attributes: expect.objectContaining({ 'exception.message': expect.stringContaining('terminated') }),
      },
    ]);
  });
});

describe('a client that hangs up', () => {
  it('leaves a trace with the run that went on without it', async () => {
    await using service = await start('threaded', {});
    const traceId = hex(++counter, 32);
    const headers = { traceparent: `00-${traceId}-${hex(7, 16)}-01` };
    const call = fetch(`${service.url}/threaded/sleep?ms=300`, { headers, signal: AbortSignal.timeout(100) });
    await expect(call).rejects.toThrow();
    const spans = await collector.trace(traceId, 3);
    expect(spans.find(({ kind }) => kind === 'SERVER')).toMatchObject({
      isError: true,
      attributes: { 'error.type': 'CLIENT_GONE' },
    });
    const run = spans.find(({ name }) => name === 'run')!;
    expect(run.finishedAt - run.startedAt).toBeGreaterThanOrEqual(299);
  });
});

describe('a request that is not sampled', () => {
  it('makes no span anywhere, and tells the upstream so', async () => {
    const seen: (string | undefined)[] = [];
    await using upstream = await startUpstream(({ headers }, response) => {
      seen.push(headers.traceparent as string, headers.baggage as string);
      response.end(JSON.stringify({ ms: 1 }));
    });
    const before = collector.spans.length;
    {
      const env = { UPSTREAM_URL: upstream.url, OTEL_TRACES_SAMPLER: 'parentbased_always_off' };
      await using service = await start('threaded', env);
      const { body, traceId } = await ask(service, '/threaded/request?ms=1', '00');
      expect(body.traceId).toBe(traceId);
      expect(seen).toEqual([`00-${traceId}-${hex(7, 16)}-00`, undefined]);
      const answer = await fetch(`${service.url}/threaded/request?ms=1`, { headers: { baggage: 'user=7' } });
      expect(await answer.json()).toMatchObject({ traceId: null });
      expect(seen.slice(2)).toEqual([expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/), 'user=7']);
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
    }
    expect(collector.spans.length).toBe(before);
  });
});

describe('LOG_REQUESTS', () => {
  it('is one line for each request, with the trace; and none for those that succeed where it is off', async () => {
    await using logging = await start('async', { LOG_REQUESTS: 'on' });
    await using silent = await start('async', {});
    for (const service of [logging, silent]) {
      const good = await ask(service, '/async/noop');
      const bad = await ask(service, '/async/sleep?ms=-1');
      service.process.kill('SIGTERM');
      await service.ended;
      const line = { msg: 'answered', method: 'GET', url: '/async/noop', status: 200, durationMs: expect.any(Number) };
      const expected = [expect.objectContaining({ ...line, spanId: expect.any(String) })];
      expect(lineOf(service, good.traceId)).toEqual(service === logging ? expected : []);
      expect(lineOf(service, bad.traceId)).toHaveLength(1);
    }
  });
});
