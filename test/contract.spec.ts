import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFleet, type Fleet, type FleetGroup } from '@fleetlab/local';
import { workloads } from '@fleetlab/workloads';

const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;
/** Small enough to be quick, and none the default. */
const PARAMS: Readonly<Record<string, Record<string, number>>> = {
  sleep: { ms: 5 },
  request: { ms: 5 },
  compute: { n: 20_000 },
  memory: { mib: 1 },
  factorial: { n: 25 },
  steps: { n: 2, ms: 5 },
  mixed: { seed: 7, ms: 5, n: 1000 },
  noop: {},
};

let fleet: Fleet;
let group: FleetGroup;

beforeAll(async () => {
  fleet = await startFleet({ upstream: { faultRate: 0, jitterMs: 0, status: 503 }, onEvent: () => {} });
  group = await fleet.open(MODELS.map((model) => ({ model, replicas: 1, workers: 1, threads: 2 })));
});
afterAll(() => fleet.stop());

/** Through the gateway, as a client would; the queue is asked to wait for the result. */
function ask(
  model: string,
  workload: string,
  params: Record<string, string | number>,
  init?: RequestInit,
): Promise<Response> {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) query.set(key, String(value));
  if (model === 'queue') query.set('wait', '60000');
  return fetch(`${group.url}/${model}/${workload}?${query}`, init);
}

describe.each(MODELS)('%s', (model) => {
  it.each([...workloads.values()].map(({ name }) => name))('answers %s rightly, in the one shape', async (name) => {
    const params = PARAMS[name]!;
    const sentAt = Date.now() - 5;
    const answer = await ask(model, name, params, {
      headers: {
        'x-request-start': `t=${sentAt}`,
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    });
    const body = (await answer.json()) as Record<string, unknown> & { timing: Record<string, number | null> };
    expect(answer.status).toBe(200);
    expect(body).toMatchObject({
      model,
      workload: name,
      params,
      result: workloads.get(name)!.answer(params),
      service: {
        pod: expect.any(String),
        pid: expect.any(Number),
        threadId: expect.any(Number),
        version: expect.any(String),
      },
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
    const { receivedAt, startedAt, finishedAt, waitMs, serviceMs, cpuMs } = body.timing;
    expect(waitMs).toBeCloseTo(startedAt! - sentAt, 2);
    expect(serviceMs).toBeCloseTo(finishedAt! - startedAt!, 2);
    expect(startedAt).toBeGreaterThanOrEqual(receivedAt! - 5);
    // On the event loop, mixed gives the thread back to others, and the CPU time is theirs too.
    const isShared = model === 'async' && name === 'mixed';
    if (isShared || workloads.get(name)!.bound === 'wait') expect(cpuMs).toBeNull();
    else expect(cpuMs).toBeGreaterThanOrEqual(0);
  });

  it('says what it is', async () => {
    const answer = await fetch(`${group.url}/${model}`);
    expect(await answer.json()).toMatchObject({
      model,
      version: expect.any(String),
      workloads: [...workloads.keys()],
      limits: { slots: { cpu: expect.any(Number) }, settings: expect.any(Object) },
      cpu: { availableCores: expect.any(Number) },
    });
  });

  it('describes each workload, with the bounds of its parameters', async () => {
    const document = (await (await fetch(`${group.url}/${model}/openapi.json`)).json()) as {
      paths: Record<string, { get?: { parameters: { name: string; schema: object }[] } }>;
    };
    for (const name of workloads.keys()) {
      const names = document.paths[`/${model}/${name}`]?.get?.parameters.map((parameter) => parameter.name);
      expect(names).toEqual(expect.arrayContaining(Object.keys(PARAMS[name]!)));
    }
    const ms = document.paths[`/${model}/sleep`]!.get!.parameters.find(({ name }) => name === 'ms');
    expect(ms?.schema).toMatchObject({ type: 'integer', minimum: 0, maximum: 60_000, default: 100 });
  });

  it.each([
    ['out of range', '/sleep?ms=60001', 400, { code: 'INVALID_PARAMETER', parameter: 'ms', value: '60001' }],
    ['below its range', '/compute?n=1', 400, { code: 'INVALID_PARAMETER', parameter: 'n', value: '1' }],
    ['not a number', '/sleep?ms=soon', 400, { code: 'INVALID_PARAMETER', parameter: 'ms', value: 'soon' }],
    ['a fraction', '/sleep?ms=1.5', 400, { code: 'INVALID_PARAMETER', parameter: 'ms' }],
    ['empty', '/sleep?ms=', 400, { code: 'INVALID_PARAMETER', parameter: 'ms' }],
    ['repeated', '/sleep?ms=1&ms=2', 400, { code: 'INVALID_PARAMETER', parameter: 'ms', value: ['1', '2'] }],
    [
      'unknown',
      '/sleep?sm=1',
      400,
      { code: 'INVALID_PARAMETER', parameter: 'sm', expected: expect.stringContaining('ms') },
    ],
    ['a prototype', '/sleep?__proto__=1', 400, { code: 'INVALID_PARAMETER' }],
    ['for an unknown workload', '/dream', 404, { code: 'UNKNOWN_WORKLOAD' }],
    ['below a workload', '/sleep/100', 404, { code: 'NOT_FOUND' }],
  ])('refuses a parameter that is %s', async (_what, path, status, problem) => {
    const answer = await fetch(`${group.url}/${model}${path}`);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    const body = (await answer.json()) as object;
    expect([answer.status, body]).toEqual([status, expect.objectContaining({ status, ...problem })]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'refuses the method %s and says which there are',
    async (method) => {
      const answer = await fetch(`${group.url}/${model}/sleep?ms=1`, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
      expect(await answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    },
  );

  it('refuses headers over 16 KiB', async () => {
    const answer = await ask(model, 'noop', {}, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect(await answer.json()).toMatchObject({ code: 'HEADERS_TOO_LARGE' });
  });

  it.each([
    ['broken JSON', 'application/json', '{"workload":', 400, 'INVALID_BODY'],
    ['a body over the limit', 'application/json', JSON.stringify({ x: 'x'.repeat(70_000) }), 413, 'PAYLOAD_TOO_LARGE'],
  ])('refuses %s wherever it is sent', async (_what, type, body, status, code) => {
    const path = model === 'queue' ? '/queue/jobs' : `/${model}/sleep`;
    const answer = await fetch(group.url + path, { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

describe('a body that is not JSON', () => {
  it('is refused where a body is taken, and the method is refused where none is', async () => {
    const post = (path: string) =>
      fetch(group.url + path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'sleep' });
    expect(await (await post('/queue/jobs')).json()).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    expect(await (await post('/threaded/sleep')).json()).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });
});

describe('a request for a model that there is not', () => {
  it('is refused by the gateway, which lists those there are', async () => {
    const answer = await fetch(`${group.url}/quantum/sleep`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('blocking') });
  });
});
