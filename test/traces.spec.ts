import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OtlpReceiver, type ReceivedSpan } from './support/otlp-receiver.js';
import { type Service, startService } from './support/service.js';

const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

let collector: OtlpReceiver;
let upstream: Service;
let counter = 0;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  upstream = await startService('upstream', collector.env);
});
afterAll(async () => {
  await upstream[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

const start = (model: string, env: Record<string, string> = {}) =>
  startService(model, { ...collector.env, UPSTREAM_URL: upstream.url, ...env });

/** Of a trace that no other request here belongs to. */
const parent = () => `00-${(++counter).toString(16).padStart(32, '0')}-${PARENT.spanId}-01`;
const traceIdIn = (traceparent: string) => traceparent.slice(3, 35);

function named(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect([name, found.length]).toEqual([name, 1]);
  return found[0]!;
}

const ways: [string, string, Record<string, string>][] = [
  ['threaded', 'ms=5', {}],
  ['threaded', 'ms=5', { WORKERS: '2', THREADS: '1' }],
  ['threaded', 'ms=5', { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }],
  ['blocking', 'ms=5', {}],
  ['blocking', 'ms=5', { WORKERS: '2' }],
  ...['loop', 'blocking', 'thread', 'process'].map(
    (via) => ['async', `ms=5&via=${via}`, {}] as [string, string, Record<string, string>],
  ),
];

describe('a request on async?via=sliced', () => {
  it('is one trace whose run is on the loop', async () => {
    await using service = await start('async');
    const traceparent = parent();
    const answer = await fetch(`${service.url}/async/compute?n=1000&via=sliced`, { headers: { traceparent } });
    expect(answer.status).toBe(200);
    const spans = await collector.trace(traceIdIn(traceparent), 3);
    const server = named(spans, 'GET /async/compute');
    expect(server.attributes).toMatchObject({ 'fleetlab.via': 'sliced', 'fleetlab.workload': 'compute' });
    expect(named(spans, 'wait').parentId).toBe(server.spanId);
    expect(named(spans, 'run')).toMatchObject({ parentId: server.spanId, attributes: { 'thread.id': 0 } });
  });
});

describe.each(ways)('a request on %s?%s %j', (model, query, env) => {
  it('is one trace: server, wait, run on its thread, the call, and the upstream', async () => {
    await using service = await start(model, env);
    const traceparent = parent();
    const requestStart = Date.now() - 20;
    const answer = await fetch(`${service.url}/${model}/request?${query}`, {
      headers: { traceparent, tracestate: 'vendor=1', baggage: 'user=7', 'x-request-start': `t=${requestStart}` },
    });
    const body = (await answer.json()) as { traceId: string; service: { pid: number; threadId: number } };
    expect(body.traceId).toBe(traceIdIn(traceparent));
    const spans = await collector.trace(body.traceId, 5);
    expect(spans.length).toBe(5);

    const server = named(spans, `GET /${model}/request`);
    expect(server).toMatchObject({
      kind: 'SERVER',
      parentId: PARENT.spanId,
      tracestate: 'vendor=1',
      isError: false,
      attributes: {
        'http.request.method': 'GET',
        'http.route': `/${model}/:workload`,
        'http.response.status_code': 200,
        'url.path': `/${model}/request`,
        'url.query': query,
        'fleetlab.workload': 'request',
      },
      resource: { 'service.name': `fleetlab-${model}`, 'service.version': expect.any(String), 'fleetlab.model': model },
    });
    const wait = named(spans, 'wait');
    const run = named(spans, 'run');
    expect([wait.parentId, run.parentId]).toEqual([server.spanId, server.spanId]);
    expect(wait.startedAt).toBeCloseTo(requestStart, 0);
    expect(wait.finishedAt).toBeCloseTo(run.startedAt, 2);
    expect(run.attributes).toMatchObject({ 'thread.id': body.service.threadId });
    expect({ ...run.resource, ...run.attributes }).toMatchObject({ 'process.pid': body.service.pid });
    expect(run.finishedAt - run.startedAt).toBeGreaterThanOrEqual(5);

    const client = spans.find(({ kind }) => kind === 'CLIENT')!;
    expect(client).toMatchObject({ name: 'GET /delay', parentId: run.spanId });
    expect(client.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'url.full': `${upstream.url}/delay?ms=5`,
    });
    expect(client.attributes).not.toHaveProperty('http.request.resend_count');
    const far = spans.find(({ resource }) => resource['service.name'] === 'fleetlab-upstream')!;
    expect(far).toMatchObject({ name: 'GET /delay', kind: 'SERVER', parentId: client.spanId, tracestate: 'vendor=1' });
  });
});
