import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = join(import.meta.dirname, '../../charts/fleetlab/files/endless-load.mjs');
const RATE_PER_SECOND = 100;

const started: { readonly kill: () => void }[] = [];
afterEach(() => {
  for (const { kill } of started.splice(0)) kill();
});

/** A stand-in for all models: the script's BASE_URL is `http://localhost:<port>/?-<model>/...`, so that it needs no names. */
class Models {
  readonly requests: IncomingMessage[] = [];
  status = 200;
  /** Whether requests wait until `answerOne`. */
  isHolding = false;
  mostAtOnce = 0;
  readonly #held: ServerResponse[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.requests.push(request);
    this.#held.push(response);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#held.length);
    if (!this.isHolding) this.answerOne();
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    started.push({ kill: () => this.#server.close().closeAllConnections() });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/?`;
  }

  /** `/async/sleep?ms=50`, say. */
  get asked(): string[] {
    return this.requests.map(({ url }) => url!.replace(/^\/\?-\w+/, ''));
  }

  answerOne(): void {
    this.#held.shift()!.writeHead(this.status).end('{}');
  }

  async untilAsked(times: number): Promise<void> {
    while (this.requests.length < times) await once(this.#server, 'request');
  }
}

interface Running {
  readonly child: ChildProcess;
  /** The next line that matches; fails where the script ends instead. */
  readonly untilSaid: (pattern: RegExp) => Promise<string>;
}

async function load(models: Models, env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      BASE_URL: await models.listen(),
      MODELS: 'async,queue',
      RATE_PER_SECOND: String(RATE_PER_SECOND),
      MAX_IN_FLIGHT: '8',
      TRACED_SHARE: '0',
      ...env,
    },
  });
  started.push({ kill: () => child.kill('SIGKILL') });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const untilSaid = async (pattern: RegExp) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`It ended and has not said ${pattern}.`);
      if (pattern.test(value)) return value;
    }
  };
  return { child, untilSaid };
}

describe('the endless load', () => {
  it('asks each model for each kind of work, and waits for jobs', async () => {
    const models = new Models();
    await load(models);
    await models.untilAsked(16);
    expect([...new Set(models.asked)].sort()).toEqual([
      '/async/compute?n=20000',
      '/async/noop',
      '/async/request?ms=50',
      '/async/sleep?ms=50',
      '/queue/compute?n=20000&wait=10000',
      '/queue/noop?wait=10000',
      '/queue/request?ms=50&wait=10000',
      '/queue/sleep?ms=50&wait=10000',
    ]);
  });

  it('says of each request when it was meant to start, by its rate', async () => {
    const models = new Models();
    await load(models);
    await models.untilAsked(10);
    const starts = models.requests.map(({ headers }) =>
      Number(/^t=(\d+)$/.exec(String(headers['x-request-start']))![1]),
    );
    const offsetsMs = starts.map((start) => start - Math.min(...starts));
    expect(new Set(offsetsMs).size).toBe(starts.length);
    expect(offsetsMs.filter((offsetMs) => offsetMs % (1000 / RATE_PER_SECOND) !== 0)).toEqual([]);
  });

  it('begins a trace with its share of the requests, and has the token', async () => {
    const models = new Models();
    await load(models, { TRACED_SHARE: '1', API_TOKEN: 'secret' });
    await models.untilAsked(4);
    const ids = models.requests.map(({ headers }) => String(headers.traceparent));
    for (const id of ids) expect(id).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(models.requests[0]!.headers.authorization).toBe('Bearer secret');

    const untraced = new Models();
    await load(untraced);
    await untraced.untilAsked(4);
    expect(untraced.requests.filter(({ headers }) => headers.traceparent ?? headers.authorization)).toEqual([]);
  });

  it('goes on through failures, with a line for each change', async () => {
    const models = new Models();
    const { untilSaid } = await load(models, { MODELS: 'async' });
    await untilSaid(/^async answers$/);
    models.status = 503;
    expect(await untilSaid(/^async /)).toBe('async does not answer: 503');
    await models.untilAsked(models.requests.length + 10);
    models.status = 200;
    expect(await untilSaid(/^async /)).toBe('async answers');
  });

  it('leaves out what would be too many at once', async () => {
    const models = new Models();
    models.isHolding = true;
    await load(models, { MAX_IN_FLIGHT: '3', RATE_PER_SECOND: '1000' });
    await models.untilAsked(3);
    for (let times = 4; times < 50; times++) {
      models.answerOne();
      await models.untilAsked(times);
    }
    expect(models.mostAtOnce).toBe(3);
  });

  it('ends at once when it is told to, whatever is under way', async () => {
    const models = new Models();
    models.isHolding = true;
    const { child } = await load(models);
    await models.untilAsked(2);
    const toldAt = performance.now();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - toldAt).toBeLessThan(1000);
  });
});
