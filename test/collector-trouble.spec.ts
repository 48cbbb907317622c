import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { startService } from './support/service.js';

const REQUESTS = 600;
/** What a drain may take longer because of traces, and what it takes anyway on a busy machine. */
const MOST_MS = 2000;
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

interface LogLine {
  readonly msg: string;
  readonly time: string;
  readonly role: string;
  readonly worker?: number;
}

/** When each process that serves began and ended its drain. */
function drainsOf(lines: readonly LogLine[]): [number, number][] {
  const at = (msg: string) =>
    lines
      .filter((line) => line.msg === msg && line.role === 'service')
      .toSorted((a, b) => (a.worker ?? 0) - (b.worker ?? 0))
      .map(({ time }) => Date.parse(time));
  const [from, to] = [at('draining'), at('drained')];
  expect([from.length, to.length]).toEqual([to.length, from.length]);
  expect(from.length).toBeGreaterThan(0);
  return from.map((time, index) => [time, to[index]!]);
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
    'costs %s %j no request, one line of the log of each process, and no more than 2 s of its drain',
    async (model, env) => {
      await using collector = await make();
      await using service = await startService(model, { ...collector.env, ...SMALL, ...env });
      for (let sent = 0; sent < REQUESTS; sent += 50) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${service.url}/${model}/noop`)));
        expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
        await Promise.all(answers.map((answer) => answer.text()));
      }
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
      const lines = service.log().split('\n').filter(Boolean);
      const said = lines.map((line) => JSON.parse(line) as LogLine);
      const processes = 'WORKERS' in env ? 2 : 1;
      const warnings = said.filter(({ msg }) => /are not exported as they should be|gave up on exporting/.test(msg));
      expect(warnings.length).toBeGreaterThanOrEqual(1);
      expect(warnings.filter(({ msg }) => msg.includes('as they should')).length).toBeLessThanOrEqual(processes);
      // By the process's own clock, from the last thing before the export to the first thing after it.
      for (const [draining, drained] of drainsOf(said)) expect(drained - draining).toBeLessThan(MOST_MS);
    },
  );
});

describe('a collector that never answers', () => {
  it('is sent no more than what the queue could hold: all other spans were let go', async () => {
    let isSilent = true;
    const silenced: import('node:http').ServerResponse[] = [];
    await using collector = await OtlpReceiver.start((_request, response) => {
      if (isSilent) silenced.push(response);
      else response.end();
    });
    const patience = { OTEL_EXPORTER_OTLP_TIMEOUT: '600000', OTEL_BSP_EXPORT_TIMEOUT: '600000' };
    const bounds = { OTEL_BSP_MAX_QUEUE_SIZE: '64', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '16', ...patience };
    await using service = await startService('async', { ...collector.env, ...bounds });
    for (let sent = 0; sent < 5000; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${service.url}/async/noop`)));
      for (const answer of answers) await answer.text();
    }
    // One batch is under way and unanswered; now it is answered, and all that was kept follows.
    expect(silenced).toHaveLength(1);
    isSilent = false;
    silenced[0]!.end();
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(collector.spans.length).toBe(16 + 64);
  });
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
