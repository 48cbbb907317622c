import type { ServiceConfig } from './config.js';

/** Injection token of the ServiceIdentity. */
export const SERVICE_IDENTITY = Symbol('SERVICE_IDENTITY');

/** How a service is started. */
export interface ServiceOptions {
  readonly model: string;
  /** The first segment of its routes, by default the model. */
  readonly prefix?: string;
  readonly config: Readonly<ServiceConfig>;
  /** `worker`: no public port, only the admin port. */
  readonly role?: 'service' | 'worker';
  /**
   * Where set, and workers are forked, the primary accepts connections and hands one to a worker only when it has a
   * free slot. Without it, workers share the port as node:cluster has it.
   */
  readonly slots?: SlotOptions;
}

export interface SlotOptions {
  readonly perWorker: number;
  /** How many may wait for a slot before the rest is refused with OVERLOADED. */
  readonly maxWaiting: number;
}
