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

async function send(raw: string): Promise<{ head: string; body: unknown }> {
  const { port } = await startGateway();
  const socket = await openSocket(port);
  socket.write(raw);
  const [head, body] = (await readToEnd(socket)).split('\r\n\r\n');
  return { head: head!, body: JSON.parse(body!) };
}

describe('what is not a proper request', () => {
  it.each([
    ['is not HTTP', 'hello\r\n\r\n'],
    ['has a space in its path', 'GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['has two lengths', 'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['has a length that is none', 'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'],
    ['has a broken header', 'GET /a HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n'],
  ])('is answered with 400 where it %s', async (_, raw) => {
    const { head, body } = await send(raw);
    expect(head).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json\r\n/);
    expect(body).toMatchObject({ code: 'INVALID_BODY', status: 400 });
  });

  it('is answered with 431 where its headers are too large', async () => {
    const { head, body } = await send(`GET /a HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1.1 431 /);
    expect(body).toMatchObject({
      code: 'HEADERS_TOO_LARGE',
      detail: 'The request line and headers are over 16384 bytes together.',
    });
  });

  it('puts no second answer into one that is under way', async () => {
    const arrived = Promise.withResolvers<void>();
    const { origin } = await startReplica((_, response) => {
      response.write('half');
      arrived.resolve();
    });
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('GET /threaded/noop HTTP/1.1\r\nHost: a\r\n\r\n');
    await arrived.promise;
    await readUntil(socket, /half/);
    socket.write('hello\r\n\r\n');
    expect(await readToEnd(socket).catch(() => '')).toBe('');
  });
});

describe('unusual but proper requests', () => {
  it('may name the whole URL', async () => {
    const { origin } = await startReplica((request, response) => response.end(request.url));
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('GET http://fleet.example/threaded/noop?a=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(await readToEnd(socket)).toMatch(/\/threaded\/noop\?a=1/);
  });

  it('may speak HTTP/1.0', async () => {
    const { origin } = await startReplica((_, response) => response.write('first', () => response.end('last')));
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('GET /threaded/noop HTTP/1.0\r\n\r\n');
    expect(await readToEnd(socket)).toMatch(/\r\n\r\nfirstlast$/);
  });

  it('may come in a row on one connection, and are answered in order', async () => {
    const { origin } = await startReplica((request, response) => response.end(`<${request.url}>`));
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    const paths = ['/threaded/1', '/threaded/2', '/threaded/3'];
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
    const answers = await readUntil(socket, /3>/);
    expect(answers.match(/<[^>]+>/g)).toEqual(paths.map((path) => `<${path}>`));
  });
});

describe('a thousand silent connections', () => {
  it('do not keep others from being answered', async () => {
    const { origin } = await startReplica((_, response) => response.end('fine'));
    const { port, url } = await startGateway(origin);
    await Promise.all(Array.from({ length: 1_000 }, () => openSocket(port)));
    expect(await (await fetch(`${url}/threaded/noop`)).text()).toBe('fine');
  });
});
