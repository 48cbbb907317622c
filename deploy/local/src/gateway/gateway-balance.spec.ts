import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, startGateway, startReplica, stopServer } from '../test-fixtures/gateway.fixture.js';

afterEach(closeAll);

/** A replica that answers its name. */
function named(name: string) {
  return startReplica((_, response) => response.end(name));
}

/** A replica that has just died: nobody listens on its port any more. */
async function dead() {
  const replica = await named('dead');
  await stopServer(replica.server);
  return replica;
}

async function ask(url: string, times: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 0; i < times; i++) answers.push(await (await fetch(`${url}/threaded/noop`)).text());
  return answers;
}

describe('balancing', () => {
  it('goes round the replicas', async () => {
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map(named));
    const { url } = await startGateway(a!.origin, b!.origin, c!.origin);
    expect(await ask(url, 7)).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a']);
  });

  it('sends nothing to a replica that is not ready, and counts it in when it is', async () => {
    const [a, b] = await Promise.all([named('a'), named('b')]);
    const { listener, url } = await startGateway(a.origin);
    expect(await ask(url, 2)).toEqual(['a', 'a']);
    listener.route({ threaded: [a.origin, b.origin] });
    expect((await ask(url, 4)).sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('lets a request finish on a replica that is taken out meanwhile', async () => {
    const arrived = Promise.withResolvers<() => void>();
    const leaving = await startReplica((_, response) => arrived.resolve(() => response.end('finished')));
    const { listener, url } = await startGateway(leaving.origin);
    const answer = ask(url, 1);
    const finish = await arrived.promise;
    listener.route({ threaded: [] });
    finish();
    expect(await answer).toEqual(['finished']);
    expect((await fetch(`${url}/threaded/noop`)).status).toBe(503);
  });

  it('tries the next replica where a connection is refused, with the body whole', async () => {
    const echo = await startReplica((request, response) => request.pipe(response));
    const { url } = await startGateway((await dead()).origin, (await dead()).origin, echo.origin);
    const body = 'x'.repeat(1_000_000);
    const answer = await fetch(`${url}/threaded/noop`, { method: 'POST', body });
    expect(await answer.text()).toBe(body);
  });
});

describe('a request that cannot be balanced', () => {
  it('is told which models there are', async () => {
    const { url, listener } = await startGateway();
    listener.route({ threaded: [], async: [] });
    const answer = await fetch(`${url}/gunicorn/sleep?ms=1`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({
      type: 'urn:fleetlab:problem:NOT_FOUND',
      title: 'There is nothing here',
      status: 404,
      code: 'NOT_FOUND',
      detail: 'There is nothing at /gunicorn/sleep?ms=1. There is /threaded, /async.',
    });
  });

  it('is told to come back where no replica is ready', async () => {
    const { url } = await startGateway();
    const answer = await fetch(`${url}/threaded/sleep`, { method: 'POST', body: 'x'.repeat(1_000_000) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ code: 'NO_REPLICA', status: 503 });
  });

  it('is told so where every replica refuses the connection', async () => {
    const { url } = await startGateway((await dead()).origin, (await dead()).origin);
    const answer = await fetch(`${url}/threaded/noop`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      code: 'UPSTREAM_FAILED',
      detail: expect.stringContaining('No replica of threaded takes connections'),
    });
  });
});
