import type { MetricsSnapshot } from '../metrics/snapshot.js';

/** The way from a process that works to whoever answers on its admin port. */
export interface AdminLink {
  setReady(isReady: boolean): void;
  /** Families that a snapshot does not have stay as they were published last. */
  publish(snapshot: MetricsSnapshot): void;
}

/** What crosses to the admin thread, or from a worker to its primary. */
export type AdminMessage =
  | { readonly type: 'fleetlab:ready-state'; readonly isReady: boolean }
  | { readonly type: 'fleetlab:metrics'; readonly snapshot: MetricsSnapshot };
