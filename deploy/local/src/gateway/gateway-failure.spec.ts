import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, openSocket, readUntil, startGateway, startReplica } from '../test-fixtures/gateway.fixture.js';

afterEach(closeAll);

/** A replica that is told how often a connection was used before this request. */
function startCounting(handle: (uses: number, request: IncomingMessage, response: ServerResponse) => void) {
  const uses = new WeakMap<object, number>();
  return startReplica((request, response) => {
    const before = uses.get(request.socket) ?? 0;
    uses.set(request.socket, before + 1);
    handle(before, request, response);
  });
}

describe('a replica that fails', () => {
  it('gives a 502 where it hangs up instead of an answer', async () => {
    const { origin } = await startReplica((request) => request.socket.destroy());
    const { url } = await startGateway(origin);
    const answer = await fetch(`${url}/threaded/noop`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      code: 'UPSTREAM_FAILED',
      detail: expect.stringMatching(`^The replica of threaded at ${origin} did not answer to the end: `),
    });
  });

  it('gives a 502 where it answers something that is not HTTP', async () => {
    const { origin } = await startReplica((request) => request.socket.end('hello\r\n\r\n'));
    const { url } = await startGateway(origin);
    expect((await fetch(`${url}/threaded/noop`)).status).toBe(502);
  });

  it('gives a 502 where it dies while it reads the body', async () => {
    const { origin } = await startReplica((request) => request.once('data', () => request.socket.destroy()));
    const { port } = await startGateway(origin);
    const socket = await openSocket(port);
    socket.write('POST /threaded/noop HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello');
    expect(await readUntil(socket, /UPSTREAM_FAILED/)).toMatch(/^HTTP\/1.1 502 /);
    // The rest of the body is thrown away, and the connection goes on.
    socket.write('world' + 'GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await readUntil(socket, /NOT_FOUND/)).toMatch(/^HTTP\/1.1 404 /);
  });

  it('leaves an answer visibly broken that had begun', async () => {
    const { origin } = await startReplica((request, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half', () => request.socket.destroy());
    });
    const { url } = await startGateway(origin);
    const answer = await fetch(`${url}/threaded/noop`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('a connection that was idle and turns out to be dead', () => {
  it('does not fail a GET, which is sent once more', async () => {
    const { origin } = await startCounting((uses, request, response) => {
      if (uses > 0) request.socket.destroy();
      else response.end('fine');
    });
    const { url } = await startGateway(origin);
    for (let i = 0; i < 3; i++) expect(await (await fetch(`${url}/threaded/noop`)).text()).toBe('fine');
  });

  it('fails a GET that dies again on a new connection', async () => {
    let requests = 0;
    const { origin } = await startReplica((request, response) => {
      if (++requests === 1) response.end('fine');
      else request.socket.destroy();
    });
    const { url } = await startGateway(origin);
    await (await fetch(`${url}/threaded/noop`)).text();
    expect((await fetch(`${url}/threaded/noop`)).status).toBe(502);
    expect(requests).toBe(3);
  });

  it('fails a POST, which may have been run', async () => {
    let posts = 0;
    const { origin } = await startCounting((uses, request, response) => {
      if (request.method === 'POST') posts++;
      if (uses > 0) request.socket.destroy();
      else response.end('fine');
    });
    const { url } = await startGateway(origin);
    await (await fetch(`${url}/threaded/noop`)).text();
    expect((await fetch(`${url}/threaded/noop`, { method: 'POST' })).status).toBe(502);
    expect(posts).toBe(1);
  });

  it('is not suspected where the connection is new: a GET that kills a replica is not sent twice', async () => {
    let requests = 0;
    const { origin } = await startReplica((request) => {
      requests++;
      request.socket.destroy();
    });
    const { url } = await startGateway(origin);
    expect((await fetch(`${url}/threaded/noop`)).status).toBe(502);
    expect(requests).toBe(1);
  });
});
