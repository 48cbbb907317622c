import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const SCRIPT = join(import.meta.dirname, '../../charts/fleetlab/files/wait-for-fleet.mjs');
const started: { readonly kill: () => void }[] = [];
afterEach(() => {
  for (const { kill } of started.splice(0)) kill();
});

/** A model that answers with one status after another, the last of them for ever, and notes the hosts that it was asked for. */
async function model(...statuses: number[]) {
  const hosts: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.writeHead(statuses.length > 1 ? statuses.shift()! : statuses[0]!).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => server.close().closeAllConnections();
  started.push({ kill: close });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/async`, hosts, close };
}

function wait(env: Record<string, string>) {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'], env });
  started.push({ kill: () => child.kill('SIGKILL') });
  return child;
}

describe('the wait for the fleet', () => {
  it('ends once each address answers, whether or not it asks for a token', async () => {
    const [open, closed] = [await model(200), await model(401)];
    const child = wait({ ADDRESSES: `${open.address},${closed.address}` });
    expect(await text(child.stdout)).toBe(`${open.address} answers\n${closed.address} answers\n`);
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
  });

  it('says once what it waits for, a route that is not there yet for instance', async () => {
    const late = await model(503, 404, 404, 200);
    const child = wait({ ADDRESSES: late.address });
    expect(await text(child.stdout)).toBe(
      `waiting for ${late.address}: status 503\nwaiting for ${late.address}: status 404\n${late.address} answers\n`,
    );
  });

  it('asks for the host that the ingress goes by', async () => {
    const { address, hosts } = await model(200);
    await once(wait({ ADDRESSES: address, HOST: 'lab.example.org' }), 'exit');
    expect(hosts).toEqual(['lab.example.org']);
  });

  it('goes on while nobody is there, until it is told to end', async () => {
    const gone = await model(200);
    gone.close();
    const child = wait({ ADDRESSES: gone.address });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(line).toBe(`waiting for ${gone.address}: ECONNREFUSED`);
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
  });
});
