import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { LoadOrder, Measurement } from '../../generator.js';
import { requireK6 } from '../find-k6.js';
import { createK6Generator } from '../k6.generator.js';
import { LocalK6 } from './local.way.js';

/** Answers each request for work after this time. */
const TAKES_MS = 40;

const server = createServer(({ url = '' }, response) => {
  if (url === '/threaded') return response.end(JSON.stringify({ model: 'threaded', workloads: ['sleep'] }));
  setTimeout(() => answer(response), TAKES_MS);
  return undefined;
});

function answer(response: ServerResponse) {
  const timing = { startedAt: Date.now() - TAKES_MS, finishedAt: Date.now(), waitMs: 0, serviceMs: TAKES_MS };
  response.end(JSON.stringify({ result: 20, timing, service: { pid: 7, threadId: 3 }, traceId: null }));
}

let order: LoadOrder;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  order = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    path: '/threaded',
    query: {},
    work: { kind: 'single', name: 'sleep', params: { ms: 20 } },
    load: { kind: 'open', ratePerSecond: 20, arrivals: 'uniform' },
    clients: 4,
    spreadMs: TAKES_MS,
    warmupMs: 500,
    durationMs: 1_000,
    seed: 1,
  };
});
afterAll(() => void server.close().closeAllConnections());

async function measure(changed: Partial<LoadOrder> = {}): Promise<Measurement & { readonly edges: string[] }> {
  const edges: string[] = [];
  const generator = createK6Generator(new LocalK6(await requireK6(process.env.PATH!)), () => undefined);
  const onWindow = (edge: string) => void edges.push(edge);
  const measured = await generator.run({ ...order, onWindow, ...changed }, new AbortController().signal);
  await generator.close();
  return { ...measured, edges };
}

describe('k6 as the generator', () => {
  it('puts an open load on, and is heard to the last answer', async () => {
    const { requests, generator, window, histograms, edges } = await measure();
    expect(generator).toMatchObject({ scheduled: 20, started: 20, dropped: 0 });
    expect(requests.ok).toBeGreaterThanOrEqual(18);
    expect(requests.failed).toBe(0);
    expect(window).toEqual({ warmupMs: 500, durationMs: 1_000, clients: null, ratePerSecond: 20 });
    expect(decodeFromCompressedBase64(histograms.latency).minNonZeroValue / 1000).toBeGreaterThanOrEqual(TAKES_MS - 1);
    expect(edges).toEqual(['open', 'close']);
  });

  it('takes no configuration that lies where the runner is started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-way-'));
    const before = process.cwd();
    try {
      await mkdir(join(folder, '.config/k6'), { recursive: true });
      await writeFile(join(folder, '.config/k6/config.json'), '{ "rps": 1 }');
      process.chdir(folder);
      const { generator } = await measure();
      expect(generator).toMatchObject({ started: 20, dropped: 0 });
    } finally {
      process.chdir(before);
      await rm(folder, { recursive: true });
    }
  });

  it('puts a closed load on', async () => {
    const load = { kind: 'closed', concurrency: 4, thinkTimeMs: null } as const;
    const { requests, meanInFlight, window } = await measure({ load });
    expect(requests.ok).toBeGreaterThan(10);
    expect(meanInFlight).toBeGreaterThan(2);
    expect(meanInFlight).toBeLessThanOrEqual(4);
    expect(window).toMatchObject({ clients: 4, ratePerSecond: null });
  });

  it('puts a burst on, and tells of each request', async () => {
    const load = { kind: 'burst', requests: 5, stalled: null } as const;
    const { timeline, requests, edges } = await measure({ load });
    expect(timeline.map(({ request, threadId }) => [request, threadId])).toEqual(
      [1, 2, 3, 4, 5].map((each) => [each, 3]),
    );
    expect(requests.ok).toBe(5);
    expect(edges).toEqual(['open', 'close']);
  });

  it('cannot put one on where nothing answers, and says so', async () => {
    await expect(measure({ baseUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
      /k6 ended with exit code 108 in the middle of the trial. It said: .*Nothing answers at http:\/\/127.0.0.1:1\/threaded/,
    );
  });

  it('ends when the run does', async () => {
    const abort = new AbortController();
    const generator = createK6Generator(new LocalK6(await requireK6(process.env.PATH!)), () => undefined);
    const onWindow = () => abort.abort(new Error('enough'));
    await expect(generator.run({ ...order, durationMs: 60_000, onWindow }, abort.signal)).rejects.toThrow('enough');
  });
});
