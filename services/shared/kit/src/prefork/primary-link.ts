import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { AdminLink } from '../admin/admin-link.js';
import type { ConnectionMessage, Handover, PrimaryMessage, WorkerMessage } from './messages.js';

const handovers = new WeakMap<Socket, Handover>();

/** What the primary said of this connection; undefined where there is no primary that hands connections out. */
export function handoverOf(socket: Socket): Handover | undefined {
  return handovers.get(socket);
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
    else if (!message.isOverloaded) send({ type: 'fleetlab:slot-free' });
  });
}

function accept(server: Server, { acceptedAt, isOverloaded, head }: ConnectionMessage, socket: Socket): void {
  let isHeld = !isOverloaded;
  const release = () => {
    if (isHeld) send({ type: 'fleetlab:slot-free' });
    isHeld = false;
  };
  handovers.set(socket, { acceptedAt, isOverloaded, release });
  socket.once('close', release);
  socket.unshift(Buffer.from(head, 'latin1'));
  server.emit('connection', socket);
}

function send(message: WorkerMessage): void {
  // The primary may be gone; then this process ends anyway.
  if (process.connected) process.send!(message);
}
