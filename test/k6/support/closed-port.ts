import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port at which nothing answers: one that was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
