import type { AdminMessage } from '../admin/admin-link.js';

/** From a worker to its primary. */
export type WorkerMessage =
  | AdminMessage
  /** One of the worker's slots is free again. */
  | { readonly type: 'fleetlab:slot-free' };

/** From the primary to a worker. */
export type PrimaryMessage = ConnectionMessage | { readonly type: 'fleetlab:drain' };

/** Comes with a socket. */
export interface ConnectionMessage extends Omit<Handover, 'release'> {
  readonly type: 'fleetlab:connection';
  /** What the primary has read of the connection already, as latin1. */
  readonly head: string;
}

/** What a worker knows of a connection that its primary accepted. */
export interface Handover {
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  /** There is no room: the worker only says so. */
  readonly isOverloaded: boolean;
  /** Tells the primary, once, that the slot is free. */
  release(): void;
}
