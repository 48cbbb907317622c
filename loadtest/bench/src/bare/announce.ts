import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReadyMessage } from '../spawned-server.js';

/** Says that the server listens, as the services do, and ends the process with the bench. */
export function announce(server: Server): void {
  const { port } = server.address() as AddressInfo;
  process.on('disconnect', () => process.exit());
  process.send?.({ type: 'fleetlab:ready', port } satisfies ReadyMessage);
}
