import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KubeConfig, type V1Pod, type V1PodList } from '@kubernetes/client-node';
import { Cluster } from './cluster.js';
import { WatchedList } from './watched-list.js';

const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

describe('a list that is watched', () => {
  it('is known once it is started, and is asked for once', async () => {
    const server = await createApi();
    await server.list.start();
    expect([namesIn(server.list), server.lists]).toEqual([['one'], 1]);
  });

  it('that is refused cannot be started: the error is that of the API server', async () => {
    const { list } = await createApi({ listStatus: 403 });
    await expect(list.start()).rejects.toMatchObject({
      code: 403,
      message: expect.stringContaining('no pods for you'),
    });
  });

  it('whose changes are refused says so as soon as it is looked at', async () => {
    const { list } = await createApi({ watchStatus: 403 });
    await list.start();
    expect(() => list.items).toThrow('was refused (403)');
  });

  it('is as the API server says after a watch that broke off', async () => {
    const server = await createApi();
    await server.list.start();
    server.names = ['other'];
    const { promise: isNew, resolve } = Promise.withResolvers<void>();
    server.list.onChange(() => namesIn(server.list)[0] === 'other' && resolve());
    server.breakOff();
    await isNew;
    expect(namesIn(server.list)).toEqual(['other']);
  });

  it('leaves no watch open where it is stopped while one is being opened', async () => {
    const server = await createApi({ holdWatch: true });
    const starting = server.list.start();
    const watch = await server.watched;
    await server.list.stop();
    const closed = once(watch, 'close');
    watch.writeHead(200).flushHeaders();
    await Promise.all([starting, closed]);
  });
});

function namesIn(list: WatchedList<V1Pod>): (string | undefined)[] {
  return list.items.map(({ metadata }) => metadata?.name);
}

async function createApi({ listStatus = 200, watchStatus = 200, holdWatch = false } = {}) {
  const { promise: watched, resolve } = Promise.withResolvers<ServerResponse>();
  const watches: ServerResponse[] = [];
  const http = createServer((request, response) => {
    if (!request.url!.includes('watch=true')) {
      api.lists++;
      const items = api.names.map((name) => ({ metadata: { name, namespace: 'lab', resourceVersion: name } }));
      const body = { metadata: { resourceVersion: '1' }, items, message: 'no pods for you' };
      response.writeHead(listStatus, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    watches.push(response);
    if (!holdWatch) response.writeHead(watchStatus).flushHeaders();
    if (watchStatus !== 200) response.end();
    resolve(response);
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'fake', server: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, skipTLSVerify: true },
    { name: 'nobody' },
  );
  const cluster = new Cluster(config, 'fake', 'lab', () => undefined);
  const ask = (): Promise<V1PodList> => cluster.core.listNamespacedPod({ namespace: 'lab' });
  const list = new WatchedList<V1Pod>(cluster, '/api/v1/namespaces/lab/pods', ask, 'app=lab');
  closing.push(async () => {
    await list.stop();
    http.closeAllConnections();
    http.close();
  });
  const api = {
    list,
    watched,
    names: ['one'],
    lists: 0,
    breakOff: () => watches.forEach((watch) => watch.destroy()),
  };
  return api;
}
