import { describe, expect, it } from '@jest/globals';
import { createEmbeddedGenerator } from '@fleetlab/runner/generator/embedded';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { startService, until, type Service } from './support/service.js';

/** Twice as many as there are workers, so that half of what a client waits is backlog, which no process sees. */
const CLIENTS = 4;

/** Upper bounds and how many responses took no longer, of the response durations of one service. */
async function buckets(service: Service): Promise<{ readonly le: number; readonly count: number }[]> {
  const text = await (await fetch(`${service.adminUrl}/metrics`)).text();
  const rows = text.matchAll(/^fleetlab_response_duration_seconds_bucket\{.*le="(.+)"\} (\d+)$/gm);
  return [...rows].map(([, le, count]) => ({ le: le === '+Inf' ? Infinity : Number(le), count: Number(count) }));
}

describe.each(['blocking', 'threaded', 'async'])('the response durations of %s', (model) => {
  it("have their 95th percentile within one bucket of the generator's own", async () => {
    await using service = await startService(model, { WORKERS: '2', THREADS: '1' });
    const { requests, histograms } = await createEmbeddedGenerator().run(
      {
        baseUrl: service.url,
        path: `/${model}`,
        query: {},
        work: { kind: 'single', name: 'sleep', params: { ms: 20 } },
        load: { kind: 'closed', concurrency: CLIENTS, thinkTimeMs: null },
        clients: CLIENTS,
        spreadMs: 0,
        warmupMs: 0,
        durationMs: 3000,
        seed: 1,
      },
      new AbortController().signal,
    );
    expect(requests).toMatchObject({ failed: 0 });
    // Those that were under way when the window closed are counted too.
    const all = async () => (await buckets(service)).at(-1)?.count ?? 0;
    await until(async () => (await all()) >= requests.ok);

    const p95 = decodeFromCompressedBase64(histograms.latency).getValueAtPercentile(95) / 1e6;
    const counted = await buckets(service);
    const total = await all();
    const theirs = counted.findIndex(({ le }) => p95 <= le);
    const ours = counted.findIndex(({ count }) => count >= 0.95 * total);
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1);
  });
});
