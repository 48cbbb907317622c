import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { UpstreamClient } from '../workload.js';
import { createUpstreamClient } from './upstream.client.js';
import type { UpstreamError } from './upstream.error.js';

/**
 * An upstream in a thread of its own, so that it answers a caller that is held. What it does depends on the delay:
 * 1 answers, 2 fails, 3 never answers, 4 answers something else, 5 breaks off, 6 starts an answer and never ends it.
 */
const UPSTREAM = `
  const { createServer } = require('node:http');
  const { parentPort, workerData: closed } = require('node:worker_threads');
  const answer = {
    1: (response) => response.end('{"ms":1}'),
    2: (response) => response.writeHead(503).end('no'),
    3: () => {},
    4: (response) => response.end('<html>'),
    5: (response) => { response.writeHead(200, { 'content-length': 99 }); response.flushHeaders(); setImmediate(() => response.destroy()); },
    6: (response) => { response.writeHead(200, { 'content-length': 99 }); response.write('{'); },
  };
  const server = createServer((request, response) => answer[request.url.at(-1)](response));
  let connections = 0;
  server.on('connection', () => connections++);
  parentPort.on('message', () => {
    server.closeAllConnections();
    Atomics.store(closed, 0, 1);
    Atomics.notify(closed, 0);
    parentPort.postMessage(connections);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

let upstream: Worker;
/** Turns 1 once the upstream has closed its connections, for a thread that is held meanwhile. */
let closed: Int32Array;
let url: string;
let client: UpstreamClient;

beforeEach(async () => {
  closed = new Int32Array(new SharedArrayBuffer(4));
  upstream = new Worker(UPSTREAM, { eval: true, workerData: closed });
  const [port] = (await once(upstream, 'message')) as [number];
  url = `http://127.0.0.1:${port}/`;
  client = createUpstreamClient({ url });
});

afterEach(async () => {
  await upstream.terminate();
});

type Call = (client: UpstreamClient, ms: number) => Promise<number>;
const calls: [string, Call][] = [
  ['delay', (given, ms) => given.delay(ms)],
  ['delayBlocking', async (given, ms) => given.delayBlocking(ms)],
];

/** How many connections the upstream has taken; it closes them all. */
async function closeConnections(): Promise<number> {
  upstream.postMessage('close');
  const [connections] = (await once(upstream, 'message')) as [number];
  return connections;
}

describe.each(calls)('%s', (_name, call) => {
  const failureOf = (ms: number, given = client) =>
    call(given, ms).then(
      () => undefined,
      (error: UpstreamError) => error,
    );

  it('answers what the upstream answered', async () => {
    expect(await call(client, 1)).toBe(1);
  });

  it('fails with the status of an upstream that failed', async () => {
    expect(await failureOf(2)).toMatchObject({ kind: 'failed', status: 503, message: 'The upstream answered 503.' });
  });

  it('fails where the upstream answered something else', async () => {
    expect(await failureOf(4)).toMatchObject({
      kind: 'failed',
      message: 'The upstream answered something else than a delay of 4 ms.',
    });
  });

  it('fails where the upstream broke off its answer', async () => {
    expect(await failureOf(5)).toMatchObject({
      kind: 'failed',
      message: 'The upstream broke off its answer (ECONNRESET).',
    });
  });

  it.each([3, 6])('times out where the upstream does not end its answer (%i)', async (ms) => {
    expect(await failureOf(ms, createUpstreamClient({ url, timeoutMs: 50 }))).toMatchObject({
      kind: 'timeout',
      message: 'The upstream did not answer within 50 ms.',
    });
  });

  it('fails where nothing listens', async () => {
    await upstream.terminate();
    expect(await failureOf(1)).toMatchObject({
      kind: 'failed',
      message: 'The upstream could not be reached (ECONNREFUSED).',
    });
  });
});

describe('the connection of an upstream client', () => {
  it('is used again', async () => {
    for (let call = 0; call < 3; call++) await client.delay(1);
    expect(await closeConnections()).toBe(1);
  });

  it('is opened anew where the upstream closed it while this thread was held', async () => {
    await client.delay(1);
    const closing = closeConnections();
    Atomics.wait(closed, 0, 0);
    expect(await client.delay(1)).toBe(1);
    await closing;
    expect(await closeConnections()).toBe(2);
  });
});
