import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { AdminLink } from '../admin/admin-link.js';
import type { ConnectionMessage, PrimaryMessage, WorkerMessage } from './messages.js';
import { SlotLease } from './slot-lease.js';

const leases = new WeakMap<Socket, SlotLease>();

/** The slot that this connection holds; undefined where there is no primary that hands connections out. */
export function leaseOf(socket: Socket): SlotLease | undefined {
  return leases.get(socket);
}

/** The admin port of a pre-forked worker is its primary's. */
export function connectToPrimary(): AdminLink {
  return {
    setReady: (isReady) => send({ type: 'fleetlab:ready-state', isReady }),
    publish: (snapshot) => send({ type: 'fleetlab:metrics', snapshot }),
  };
}

/** Calls back when the primary asks this worker to end. */
export function onDrainRequest(stop: () => void): void {
  process.on('message', (message: PrimaryMessage) => {
    if (message.type === 'fleetlab:drain') stop();
  });
}

/** Takes connections from the primary instead of listening. */
export function acceptFromPrimary(server: Server): void {
  process.on('message', (message: PrimaryMessage, socket: unknown) => {
    // The client may have hung up on the way: then there is a message and no socket, but a slot was counted all the same.
    if (message.type !== 'fleetlab:connection') return;
    if (socket) accept(server, message, socket as Socket);
    else send({ type: 'fleetlab:slot-free' });
  });
}

function accept(server: Server, { arrivedAt, head }: ConnectionMessage, socket: Socket): void {
  const lease = new SlotLease(arrivedAt, () => send({ type: 'fleetlab:slot-free' }));
  leases.set(socket, lease);
  socket.once('close', () => lease.close());
  socket.unshift(Buffer.from(head, 'latin1'));
  server.emit('connection', socket);
}

function send(message: WorkerMessage): void {
  // The primary may be gone; then this process ends anyway.
  if (process.connected) process.send!(message);
}
