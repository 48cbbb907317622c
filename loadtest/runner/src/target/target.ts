import type { Cell, Shape } from '../experiment/plan.js';
import type { UsageReading } from '../trial/used-between.js';

/** Where the services under test run. One shape takes load at a time; others may stay up, idle. */
export interface Target {
  readonly name: string;
  /** Cores that the services may use, once it is prepared; null where they are those of this process. */
  readonly cores: number | null;
  /** Where a generator inside the cluster finds the services, once it is prepared; absent where none is known. */
  readonly inCluster?: InClusterAddress | undefined;
  /** Aborted, with the reason, once what is measured is somebody else's: no trial after that counts. Absent where that cannot be. */
  readonly lost?: AbortSignal;
  /** Told all cells that will be run before the first trial, so that it may start what fits at once, or refuse what does not. */
  prepare(cells: readonly Cell[], signal: AbortSignal): Promise<void>;
  /**
   * Resolves when every replica of the shape is ready.
   *
   * @throws TrialBroken where the shape cannot be had now, which another one, or another time, may not meet
   */
  deploy(shape: Shape, signal: AbortSignal): Promise<Deployment>;
  /** Stops everything that it started, and puts back what it changed. Safe to call twice, and while a deploy is under way. */
  close(): Promise<void>;
}

/** How many requests can be worked on at a time: those that wait (null where nothing bounds them), and those that compute. */
export interface DeploymentSlots {
  readonly wait: number | null;
  readonly cpu: number;
}

export interface Deployment {
  /** Requests go to `${baseUrl}/{model}/{workload}`. */
  readonly baseUrl: string;
  /** What every request to it must carry, an API token for instance. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The same for a generator that runs inside the cluster; absent where the fleet is in none. */
  readonly inCluster?: InClusterAddress;
  /** Slots of the whole deployment, all replicas together, as the services say at `GET /{model}`. */
  readonly slots: DeploymentSlots;
  /** Cores that all replicas together may use. */
  readonly cores: number;
  /** Replicas that are ready now, null where it cannot be told; absent where they are those of the shape for ever. */
  replicas?(): Promise<number | null>;
  /** CPU time used so far and resident memory now, over all processes of the shape; null where it cannot be had. */
  usage(): Promise<UsageReading | null>;
}

export interface InClusterAddress {
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a generator's own pods belong. */
  readonly namespace: string;
}
