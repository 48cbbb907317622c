import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { Drain } from '../drain.js';
import { HttpRequestMetric } from '../metrics/http-request.metric.js';
import { InFlightMetric } from '../metrics/in-flight.metric.js';
import type { ServiceContext } from '../service-context.js';
import { createSampler } from '../tracing/sampler.js';
import type { SpanDraft } from '../tracing/span-draft.js';
import { addRequestHooks } from './request-hooks.js';

/** A server with the hooks of a service, the names of those that were registered, and the spans that it wrote. */
async function start({ sampler, logRequests = 'off' }: { sampler?: string; logRequests?: string }) {
  const server = fastify();
  const hooks: string[] = [];
  const spans: SpanDraft[] = [];
  const addHook = server.addHook.bind(server) as (name: string, hook: unknown) => typeof server;
  server.addHook = (name: string, hook: unknown) => {
    hooks.push(name);
    return addHook(name, hook);
  };
  const registry = new Registry();
  const context = {
    registry,
    inFlight: new InFlightMetric(registry, 'async'),
    drain: new Drain({} as never),
    options: { model: 'async', config: { LOG_REQUESTS: logRequests } },
    tracing: sampler && {
      sampler: createSampler(sampler, undefined, () => {}),
      write: (written: SpanDraft[]) => spans.push(...written),
      close: () => Promise.resolve(),
    },
  } as unknown as ServiceContext;
  addRequestHooks(server, context, new HttpRequestMetric(registry));
  server.get('/async/noop', () => ({}));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return {
    hooks,
    spans,
    get: () => fetch(`http://127.0.0.1:${port}/async/noop`),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

describe('the hooks of a service', () => {
  it('are four, whether there are traces or not, and one more for a log of requests', async () => {
    await using off = await start({});
    await using on = await start({ sampler: 'always_on' });
    await using logged = await start({ logRequests: 'on' });
    expect(off.hooks.toSorted()).toEqual(['onRequest', 'onRequestAbort', 'onResponse', 'onRoute']);
    expect(on.hooks).toEqual(off.hooks);
    expect(logged.hooks).toEqual([...off.hooks, 'onResponse']);
  });

  it('make no span of a request that is not sampled', async () => {
    await using server = await start({ sampler: 'always_off' });
    for (let i = 0; i < 5; i++) await server.get();
    expect(server.spans).toEqual([]);
  });

  it('make one of each that is', async () => {
    await using server = await start({ sampler: 'always_on' });
    for (let i = 0; i < 5; i++) await (await server.get()).text();
    while (server.spans.length < 5) await new Promise(setImmediate);
    expect(server.spans.map(({ name }) => name)).toEqual(Array(5).fill('GET /async/noop'));
    expect(new Set(server.spans.map(({ traceId }) => traceId)).size).toBe(5);
  });
});
