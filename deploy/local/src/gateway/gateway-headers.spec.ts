import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, openSocket, readToEnd, startGateway, startReplica } from '../test-fixtures/gateway.fixture.js';

afterEach(closeAll);

/** Sends these lines as they are, and says what the replica got and what came back. */
async function exchange(requestLines: readonly string[], answer: readonly string[] = []) {
  let received: IncomingMessage | undefined;
  const { origin } = await startReplica((request, response) => {
    received = request;
    response.writeHead(200, [...answer]).end('answer');
  });
  const { port } = await startGateway(origin);
  const socket = await openSocket(port);
  socket.write(['GET /threaded/noop HTTP/1.1', ...requestLines, '', ''].join('\r\n'));
  return { received: () => received!, answer: await readToEnd(socket) };
}

describe('the headers of a request', () => {
  it('say where it came from', async () => {
    const { received } = await exchange(['Host: fleet.example:8080', 'Connection: close']);
    expect(received().headers).toMatchObject({
      host: 'fleet.example:8080',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'fleet.example:8080',
    });
  });

  it('have this hop at the end of X-Forwarded-For', async () => {
    const { received } = await exchange([
      'Host: a',
      'X-Forwarded-For: 192.0.2.1',
      'X-Forwarded-For: 192.0.2.2, 192.0.2.3',
      'X-Forwarded-Proto: https',
      'Connection: close',
    ]);
    expect(received().headers).toMatchObject({
      'x-forwarded-for': '192.0.2.1, 192.0.2.2, 192.0.2.3, 127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it('keep X-Request-Start as it came', async () => {
    const { received } = await exchange(['Host: a', 'X-Request-Start: t=1700000000123.5', 'Connection: close']);
    expect(received().headers['x-request-start']).toBe('t=1700000000123.5');
  });

  it('get no X-Request-Start where there was none', async () => {
    const { received } = await exchange(['Host: a', 'Connection: close']);
    expect(received().headers).not.toHaveProperty('x-request-start');
  });

  it('lose what belongs to the connection, also what Connection names', async () => {
    const { received } = await exchange([
      'Host: a',
      'Connection: close, X-Private, keep-alive',
      'X-Private: 1',
      'Keep-Alive: timeout=5',
      'Proxy-Connection: keep-alive',
      'TE: trailers',
      'Upgrade: h2c',
      'X-Public: 2',
    ]);
    const names = Object.keys(received().headers);
    expect(names).toContain('x-public');
    for (const name of ['x-private', 'keep-alive', 'proxy-connection', 'te', 'upgrade'])
      expect(names).not.toContain(name);
    expect(received().headers.connection).toBe('keep-alive');
  });

  it('keep bytes beyond ASCII and repeated headers', async () => {
    const { received } = await exchange(['Host: a', 'X-Name: Jürgen', 'Cookie: a=1', 'X-Name: 2', 'Connection: close']);
    const { rawHeaders } = received();
    expect(rawHeaders.filter((_, i) => rawHeaders[i - 1] === 'x-name')).toEqual([
      Buffer.from('Jürgen').toString('latin1'),
      '2',
    ]);
  });

  it('are refused with two Host headers', async () => {
    const { answer } = await exchange(['Host: a', 'Host: b', 'Connection: close']);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*"code":"INVALID_BODY".*two Host headers/s);
  });
});

describe('the headers of an answer', () => {
  it('come back as they were, repeated ones too', async () => {
    const { answer } = await exchange(
      ['Host: a', 'Connection: close'],
      ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Name', 'J\u00fcrgen', 'Retry-After', '3'],
    );
    expect(answer).toContain('\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Name: ');
    expect(answer).toContain('\r\nRetry-After: 3\r\n');
    expect(answer.match(/^date:/gim)).toHaveLength(1);
  });

  it('lose what belongs to the connection, also what Connection names', async () => {
    const { answer } = await exchange(
      ['Host: a', 'Connection: close'],
      ['Connection', 'X-Private, keep-alive', 'X-Private', '1', 'Keep-Alive', 'timeout=7', 'X-Public', '2'],
    );
    expect(answer).toContain('\r\nX-Public: 2\r\n');
    expect(answer).toContain('\r\nConnection: close\r\n');
    expect(answer).not.toMatch(/x-private|timeout=7/i);
  });

  it('let the client keep its connection where the replica closes its own', async () => {
    const { origin } = await startReplica((_, response) => response.setHeader('Connection', 'close').end('answer'));
    const { url } = await startGateway(origin);
    const { headers } = await fetch(`${url}/threaded/noop`);
    expect(headers.get('connection')).toBe('keep-alive');
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });
});
