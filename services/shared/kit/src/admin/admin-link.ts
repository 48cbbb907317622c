import type { MetricsSnapshot } from '../metrics/snapshot.js';

/** The way from a process that works to whoever answers on its admin port. */
export interface AdminLink {
  setReady(isReady: boolean): void;
  publish(snapshot: MetricsSnapshot): void;
}

/** What crosses to the admin thread, or from a worker to its primary. */
export type AdminMessage =
  | { readonly type: 'fleetlab:ready-state'; readonly isReady: boolean }
  | { readonly type: 'fleetlab:metrics'; readonly snapshot: MetricsSnapshot };
