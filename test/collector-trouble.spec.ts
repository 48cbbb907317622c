import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { startService } from './support/service.js';

const REQUESTS = 600;
/** More spans than the queue may hold, and batches that fail one after another. */
const SMALL = { OTEL_BSP_MAX_QUEUE_SIZE: '64', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '16', OTEL_BSP_SCHEDULE_DELAY: '10' };

interface Trouble extends AsyncDisposable {
  readonly env: Record<string, string>;
}

/** Accepts connections and never answers. */
async function silent(): Promise<Trouble> {
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})));
  const sockets = new Set<import('node:net').Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

const troubles: [string, () => Promise<Trouble>][] = [
  [
    'is not there',
    () =>
      Promise.resolve({
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  ],
  ['never answers', silent],
  ['says 500', () => OtlpReceiver.start((_request, response) => response.writeHead(500).end())],
  ['says 503, to be asked again', () => OtlpReceiver.start((_request, response) => response.writeHead(503).end())],
];

describe.each(troubles)('a collector that %s', (_what, make) => {
  it.each([['async', {}] as const, ['threaded', { WORKERS: '2' }] as const])(
    'costs %s %j no request, one line of its log, and no more than 2 s of its drain',
    async (model, env) => {
      await using collector = await make();
      await using service = await startService(model, { ...collector.env, ...SMALL, ...env });
      for (let sent = 0; sent < REQUESTS; sent += 50) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${service.url}/${model}/noop`)));
        expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
        await Promise.all(answers.map((answer) => answer.text()));
      }
      const drainedAt = performance.now();
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
      expect(performance.now() - drainedAt).toBeLessThan(3500); // the drain itself takes some of it on a busy machine
      const warnings = service
        .log()
        .split('\n')
        .filter((line) => line.includes('are not exported as they should be'));
      expect(warnings.length).toBeLessThanOrEqual('WORKERS' in env ? 2 : 1);
    },
  );
});

describe('a drain', () => {
  it.each([['async', {}] as const, ['blocking', { WORKERS: '2' }] as const])(
    'exports the last spans of %s %j before it ends',
    async (model, env) => {
      await using collector = await OtlpReceiver.start();
      const later = { OTEL_BSP_SCHEDULE_DELAY: '3600000', ...env };
      await using service = await startService(model, { ...collector.env, ...later });
      await Promise.all(Array.from({ length: 5 }, () => fetch(`${service.url}/${model}/noop`)));
      expect(collector.spans).toEqual([]);
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
      expect(collector.spans.filter(({ kind }) => kind === 'SERVER')).toHaveLength(5);
    },
  );
});
