import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { GatewayListener } from '../gateway/gateway-listener.js';

const closes: (() => Promise<unknown>)[] = [];

/** Closes everything that was opened here since the last call. */
export async function closeAll(): Promise<void> {
  await Promise.all(closes.splice(0).map((close) => close()));
}

export interface TestReplica {
  readonly server: Server;
  readonly origin: string;
}

/** A replica in this process. */
export async function startReplica(handle: RequestListener): Promise<TestReplica> {
  const server = createServer({ keepAliveTimeout: 72_000 }, handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closes.push(() => stopServer(server));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Cuts everything off at once. */
export async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A gateway listener in front of replicas of `threaded`. */
export async function startGateway(...origins: string[]) {
  const listener = new GatewayListener({ threaded: origins });
  const port = await listener.listen(0);
  closes.push(() => listener.close(0));
  return { listener, port, url: `http://127.0.0.1:${port}` };
}

/** A connection of which nothing is hidden: what is written is what is sent. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  closes.push(async () => socket.destroy());
  return socket;
}

/** Everything that arrives until the other side closes. */
export async function readToEnd(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

/** What arrives until it matches; fails where the other side closes before. */
export async function readUntil(socket: Socket, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (pattern.test(text)) return text;
  }
  throw new Error(`Expected ${pattern}, but only this came: ${text}`);
}
