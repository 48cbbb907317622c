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
  /**
   * Whether services, beside what they are told here, take settings from the environment of this process, MAX_QUEUE for
   * instance. By default they do; where measurements must be alike, whoever makes them, they must not.
   */
  readonly inheritSettings?: boolean;
  /** Told in words what happened to a service: `threaded (pid 12) ended with SIGKILL, starting it again in 0.2 s`. */
  readonly onEvent: (message: string) => void;
  /** Told what services write: warnings and errors, each after its name, `threaded (pid 12): ...`. */
  readonly onLog?: (message: string) => void;
  /** Aborted while the fleet starts, all that was started is stopped, and startFleet rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface OpenOptions {
  /** Of the group's listener; 0, the default, takes a free one. */
  readonly port?: number;
  /** Aborted while the group opens, all of it is stopped, and open rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** Services behind one gateway listener. */
export interface FleetGroup {
  readonly url: string;
  /** Those that are ready at the moment: a restarted one has another pid and port, and its admin port if that is free. */
  readonly services: readonly ServiceInfo[];
  /** Drains the listener, then the services. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * The embedded fleet: one upstream and one gateway process, and any number of groups, each with a listener of its own
 * on the gateway. `fleetlab up` opens one group with all models, a lab one group a shape.
 */
export interface Fleet {
  readonly upstreamUrl: string;
  /** The upstream and the services of all open groups, as far as they are ready at the moment. */
  readonly services: readonly ServiceInfo[];
  /** Resolves when every service of the group is ready and the gateway listens. Rejects, with everything of it stopped, when one cannot start. */
  open(shapes: readonly ServiceShape[], options?: OpenOptions): Promise<FleetGroup>;
  /** Drains and stops all that it started. Safe to call twice, and while an open is under way. */
  stop(): Promise<void>;
}
