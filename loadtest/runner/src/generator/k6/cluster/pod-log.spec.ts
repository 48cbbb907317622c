import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from '../../../kubernetes/cluster.js';
import { retryWhileUnreachable } from '../../../kubernetes/retry.js';
import { followLog } from './pod-log.js';

const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

const NO_ANSWER_MS = 100;

/** Waits for an answer for less long than others do. */
class HastyCluster extends Cluster {
  override call<T>(what: string, ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return retryWhileUnreachable(what, ask, { onNote: () => undefined, noAnswerMs: NO_ANSWER_MS, signal });
  }
}

/** An API server that answers each reading of a log in one of these ways, one after another. */
async function clusterThat(
  ...ways: ((response: ServerResponse) => unknown)[]
): Promise<{ cluster: Cluster; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    ways.shift()!(response);
  }).listen(0, '127.0.0.1');
  closing.push(() => {
    server.close().closeAllConnections();
    return once(server, 'close');
  });
  await once(server, 'listening');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'test', server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, skipTLSVerify: true },
    { name: 'me' },
  );
  return { cluster: new HastyCluster(config, 'test', 'lab', () => undefined), asked };
}

async function follow(cluster: Cluster, ...hasEnded: boolean[]): Promise<string[]> {
  const lines: string[] = [];
  await followLog(
    cluster,
    { pod: 'a', container: 'k6' },
    {
      onLine: (line) => lines.push(line),
      hasEnded: () => Promise.resolve(hasEnded.shift()!),
      signal: new AbortController().signal,
    },
  );
  return lines;
}

const says = (text: string) => (response: ServerResponse) => void response.end(text);
const saysOneByOne = (lines: readonly string[], everyMs: number) => async (response: ServerResponse) => {
  for (const line of lines) {
    response.write(`${line}\n`);
    await setTimeout(everyMs);
  }
  response.end();
};
const isCutAfter = (text: string) => (response: ServerResponse) => {
  response.write(text, () => setImmediate(() => response.destroy()));
};

describe('the log of a pod', () => {
  it('is followed, and read once more when its container has ended', async () => {
    const { cluster, asked } = await clusterThat(says('one\ntwo\n'), says('one\ntwo\nthree\n'));
    expect(await follow(cluster, false, true)).toEqual(['one', 'two', 'three']);
    expect(asked).toEqual([
      '/api/v1/namespaces/lab/pods/a/log?container=k6&follow=true',
      '/api/v1/namespaces/lab/pods/a/log?container=k6&follow=false',
    ]);
  });

  it('may last longer than any answer may take: each line comes once, and it is asked for once', async () => {
    const lines = Array.from({ length: 6 }, (_, index) => `line ${index}`);
    const { cluster, asked } = await clusterThat(saysOneByOne(lines, NO_ANSWER_MS / 2), says(`${lines.join('\n')}\n`));
    expect(await follow(cluster, false, true)).toEqual(lines);
    expect(asked).toHaveLength(2);
  });

  it('is read once more where the connection breaks after its container has ended', async () => {
    const { cluster } = await clusterThat(isCutAfter('one\ntw'), says('one\ntwo\n'));
    expect(await follow(cluster, true, true)).toEqual(['one', 'two']);
  });

  it('misses no line and has none twice where the connection breaks, also in the middle of one', async () => {
    const { cluster } = await clusterThat(isCutAfter('one\ntw'), says('one\ntwo\nthree\n'), says('one\ntwo\nthree\n'));
    expect(await follow(cluster, false, false, true)).toEqual(['one', 'two', 'three']);
  });

  it('is asked for again where the API server cannot answer', async () => {
    const unavailable = (response: ServerResponse) => void response.writeHead(503).end();
    const { cluster } = await clusterThat(unavailable, says('one\n'));
    expect(await follow(cluster, true)).toEqual(['one']);
  });

  it('of a pod that is gone is over', async () => {
    const { cluster } = await clusterThat((response) => void response.writeHead(404).end());
    expect(await follow(cluster, true)).toEqual([]);
  });
});
