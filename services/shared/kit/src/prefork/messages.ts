import type { AdminMessage } from '../admin/admin-link.js';

/** From a worker to its primary. */
export type WorkerMessage =
  | AdminMessage
  /** One of the worker's slots is free again. */
  | { readonly type: 'fleetlab:slot-free' };

/** From the primary to a worker. */
export type PrimaryMessage = ConnectionMessage | { readonly type: 'fleetlab:drain' };

/** Comes with a socket. */
export interface ConnectionMessage {
  readonly type: 'fleetlab:connection';
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  /** What the primary has read of the connection already, as latin1. */
  readonly head: string;
}
