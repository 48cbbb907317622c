import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { startService } from './support/service.js';

/** The metrics library loads OpenTelemetry's API, which does nothing by itself, whether or not there are traces. */
const OF_METRICS = '/node_modules/@opentelemetry/api/';

/** The files of OpenTelemetry's SDK that a service has loaded, threads and forked workers included, from its start to its end. */
async function loadedBy(model: string, env: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'loaded-'));
  try {
    await using service = await startService(model, { ...env, NODE_V8_COVERAGE: folder });
    await (await fetch(`${service.url}/${model}/noop`)).text();
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const urls = globSync('*.json', { cwd: folder }).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => url);
    });
    expect(urls.some((url) => url.includes('/kit/dist/serve.js'))).toBe(true);
    const ofTraces = urls.filter((url) => url.includes('@opentelemetry/') || url.includes('/tracing/sdk/'));
    return ofTraces.filter((url) => !url.includes(OF_METRICS));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a service whose traces are off', () => {
  it.each([
    ['async', {}],
    ['blocking', { WORKERS: '2' }],
    ['queue', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' }],
  ])("has loaded no file of OpenTelemetry's SDK: %s %j", async (model, env: Record<string, string>) => {
    const folder = await mkdtemp(join(tmpdir(), 'spool-'));
    expect(await loadedBy(model, { SPOOL_FILE: join(folder, 'queue.spool'), ...env })).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('is told apart by that from one whose traces are on', async () => {
    await using collector = await OtlpReceiver.start();
    expect((await loadedBy('async', collector.env)).length).toBeGreaterThan(20);
  });
});
