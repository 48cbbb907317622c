import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  closeAll,
  openSocket,
  readToEnd,
  readUntil,
  startGateway,
  startReplica,
} from '../test-fixtures/gateway.fixture.js';

afterEach(closeAll);

/** A gateway before a replica that hands each request over to the test. */
async function startHandingOver() {
  const arrived = Promise.withResolvers<{ request: IncomingMessage; response: ServerResponse }>();
  const { origin } = await startReplica((request, response) => arrived.resolve({ request, response }));
  return { ...(await startGateway(origin)), arrived: arrived.promise };
}

describe('streaming', () => {
  it('passes the first bytes of an answer on before the last are written', async () => {
    const { url, arrived } = await startHandingOver();
    const pending = fetch(`${url}/threaded/noop`);
    const { response } = await arrived;
    response.writeHead(200);
    response.flushHeaders();
    const body = (await pending).body!.pipeThrough(new TextDecoderStream()).getReader();
    response.write('first');
    expect((await body.read()).value).toBe('first');
    response.end('last');
    expect((await body.read()).value).toBe('last');
    expect((await body.read()).done).toBe(true);
  });

  it('passes the first bytes of a request on before the last are sent', async () => {
    const { port, arrived } = await startHandingOver();
    const socket = await openSocket(port);
    socket.write('POST /threaded/noop HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nConnection: close\r\n\r\nfirst');
    const { request, response } = await arrived;
    expect(String((await once(request, 'data'))[0])).toBe('first');
    socket.write('last');
    expect(String((await once(request, 'data'))[0])).toBe('last');
    response.end('thanks');
    expect(await readToEnd(socket)).toMatch(/thanks$/);
  });

  it.each(['length', 'chunks'])('carries big bodies both ways, sent with %s', async (framing) => {
    const sent = randomBytes(20_000_000);
    const { origin } = await startReplica((request, response) => request.pipe(response));
    const { url } = await startGateway(origin);
    const body = framing === 'length' ? sent : new Blob([sent]).stream();
    const answer = await fetch(`${url}/threaded/noop`, { method: 'POST', body, duplex: 'half' });
    const received = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha1').update(received).digest('hex')).toBe(createHash('sha1').update(sent).digest('hex'));
  });

  it('gives an answer that comes before the body was read, and keeps the connection', async () => {
    const { origin } = await startReplica((request, response) => {
      if (request.method === 'POST') response.writeHead(413, { Connection: 'close' }).end('too large');
      else response.end('next');
    });
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('POST /threaded/noop HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\nx');
    expect(await readUntil(socket, /too large/)).toMatch(/^HTTP\/1.1 413 /);
    socket.write(Buffer.alloc(4_999_999, 'x'));
    socket.write('GET /threaded/noop HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(await readToEnd(socket)).toMatch(/next/);
  });

  it('answers Expect: 100-continue itself', async () => {
    const { origin } = await startReplica((request, response) => request.pipe(response));
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('POST /threaded/noop HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n');
    await readUntil(socket, /100 Continue/);
    socket.write('hello');
    expect(await readUntil(socket, /hello/)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('answers without a body', () => {
  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('to %s with %i pass', async (method, status) => {
    const { origin } = await startReplica((_, response) => response.writeHead(status, { ETag: '"1"' }).end());
    const { url } = await startGateway(origin);
    const answer = await fetch(`${url}/threaded/noop`, { method });
    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([status, '"1"', '']);
  });
});

describe('a client that hangs up', () => {
  it('is known to the replica at once', async () => {
    const { url, arrived } = await startHandingOver();
    const client = new AbortController();
    const pending = fetch(`${url}/threaded/sleep`, { signal: client.signal });
    const { response } = await arrived;
    client.abort();
    await Promise.all([once(response, 'close'), expect(pending).rejects.toThrow()]);
  });

  it('in the middle of its body is known to the replica too', async () => {
    const { port, arrived } = await startHandingOver();
    const socket = await openSocket(port);
    socket.write('POST /threaded/noop HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello');
    const { response } = await arrived;
    socket.destroy();
    await once(response, 'close');
  });

  it('in the middle of an answer is known to the replica too', async () => {
    const { url, arrived } = await startHandingOver();
    const client = new AbortController();
    const pending = fetch(`${url}/threaded/sleep`, { signal: client.signal });
    const { response } = await arrived;
    response.write('half');
    await pending;
    client.abort();
    await once(response, 'close');
  });
});
