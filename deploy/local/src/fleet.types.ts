/** How many of what, of one model. For `queue`, workers x replicas worker processes share one API process and one spool. */
export interface ServiceShape {
  readonly model: 'blocking' | 'threaded' | 'async' | 'queue';
  readonly replicas: number;
  readonly workers: number;
  /** THREADS; for `queue` CONCURRENCY and THREADS of each worker process. */
  readonly threads: number;
}

/** One process that the fleet started and that has said it is ready. */
export interface ServiceInfo {
  readonly model: ServiceShape['model'] | 'upstream';
  readonly role: 'service' | 'api' | 'worker' | 'upstream';
  readonly pid: number;
  /** Public base URL; null for a queue worker, which has only an admin port. */
  readonly url: string | null;
  readonly adminUrl: string;
}

export interface FleetOptions {
  /** Faults of the upstream: share of answers that fail, with which status, and added random delay. */
  readonly upstream: { readonly faultRate: number; readonly jitterMs: number; readonly status: number };
  /** Told in words what happened to a service: `threaded (pid 12) ended with SIGKILL, starting it again in 0.2 s`. */
  readonly onEvent: (message: string) => void;
}

/** Services behind one gateway listener. */
export interface FleetGroup {
  readonly url: string;
  readonly services: readonly ServiceInfo[];
  close(): Promise<void>;
}

/**
 * The embedded fleet: one upstream and one gateway process, and any number of groups, each with a listener of its own
 * on the gateway. `fleetlab up` opens one group with all models, a lab one group a shape.
 */
export interface Fleet {
  readonly upstreamUrl: string;
  /** Resolves when every service of the group is ready and the gateway listens. Rejects, with everything of it stopped, when one cannot start. */
  open(shapes: readonly ServiceShape[], options?: { readonly port?: number; readonly signal?: AbortSignal }): Promise<FleetGroup>;
  /** Drains and stops all that it started. Safe to call twice, and while an open is under way. */
  stop(): Promise<void>;
}
