import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
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

const REQUEST = 'GET /threaded/sleep HTTP/1.1\r\nHost: a\r\n\r\n';
/** Longer than any test may take: a drain that needs it has failed. */
const LONG_GRACE_MS = 600_000;

async function startHandingOver() {
  const arrived = Promise.withResolvers<ServerResponse>();
  const { origin } = await startReplica((_, response) => arrived.resolve(response));
  return { ...(await startGateway(origin)), arrived: arrived.promise };
}

describe('closing a listener', () => {
  it('lets the requests in flight finish, and closes their connections after them', async () => {
    const { listener, port, arrived } = await startHandingOver();
    const socket = await openSocket(port);
    socket.write(REQUEST);
    const response = await arrived;
    const closed = listener.close(LONG_GRACE_MS);
    response.end('finished');
    expect(await readToEnd(socket)).toMatch(/^HTTP\/1.1 200 .*Connection: close.*finished/s);
    await closed;
  });

  it('also closes the connection of an answer that had already promised to keep it', async () => {
    const { listener, port, arrived } = await startHandingOver();
    const socket = await openSocket(port);
    socket.write(REQUEST);
    const response = await arrived;
    response.writeHead(200, { 'Content-Length': 8 }).flushHeaders();
    await readUntil(socket, /keep-alive/);
    const closed = listener.close(LONG_GRACE_MS);
    response.end('finished');
    expect(await readToEnd(socket)).toMatch(/finished$/);
    await closed;
  });

  it('takes no more connections', async () => {
    const { listener, port } = await startGateway();
    await listener.close(LONG_GRACE_MS);
    await expect(openSocket(port)).rejects.toThrow('ECONNREFUSED');
  });

  it('does not wait for connections that are silent or idle', async () => {
    const { listener, port } = await startGateway();
    const [silent, idle] = [await openSocket(port), await openSocket(port)];
    idle.write('GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n');
    await readUntil(idle, /NOT_FOUND/);
    await Promise.all([listener.close(LONG_GRACE_MS), once(silent.resume(), 'close'), once(idle.resume(), 'close')]);
  });

  it('cuts off what is left after the grace period, and the replica is told', async () => {
    const { listener, port, arrived } = await startHandingOver();
    const socket = await openSocket(port);
    socket.write(REQUEST);
    const response = await arrived;
    await Promise.all([listener.close(1), once(response, 'close')]);
    expect(await readToEnd(socket).catch(() => '')).toBe('');
  });
});
