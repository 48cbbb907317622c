import { Namespace } from './namespace.js';
import { Prometheus } from './prometheus.js';
import { Release } from './release.js';
import { TraceStore } from './trace-store.js';

/** Enough to see several processes and several pods of each model. */
export const SPREAD = {
  'services.blocking.replicas': 2,
  'services.blocking.workers': 2,
  'services.threaded.replicas': 2,
  'services.threaded.workers': 2,
  'services.threaded.threads': 2,
  'services.async.replicas': 2,
  'services.async.workers': 2,
  'services.queue.replicas': 2,
  'queueWorker.replicas': 4,
  'queueWorker.concurrency': 2,
  'queueWorker.threads': 2,
  'loadtest.endless.enabled': false,
  // All that the node has: so that there is a limit to watch, and none that holds back.
  'services.blocking.resources.limits.cpu': '2',
  'services.threaded.resources.limits.cpu': '2',
  'services.async.resources.limits.cpu': '2',
  'services.queue.resources.limits.cpu': '2',
  'queueWorker.resources.limits.cpu': '2',
} as const;

/** A release as values-kind has it, with a Prometheus and a trace backend of its own. */
export class ObservedFleet {
  /** Since when anything can have been counted, in epoch seconds. */
  readonly since = Date.now() / 1000;
  readonly namespace = new Namespace('fleetlab-e2e-observed');
  readonly release = new Release('fleetlab', this.namespace.name, {}, 'charts/fleetlab/values-kind.yaml');
  #prometheus: Prometheus | undefined;
  #traces: TraceStore | undefined;

  get prometheus(): Prometheus {
    return this.#prometheus!;
  }

  get traces(): TraceStore {
    return this.#traces!;
  }

  /** Call once the release is installed. */
  async connect(): Promise<void> {
    this.#prometheus = await Prometheus.of(this.namespace.name, 'fleetlab-prometheus');
    this.#traces = await TraceStore.of(this.namespace.name, 'fleetlab-traces');
  }

  async remove(): Promise<void> {
    await this.#prometheus?.close();
    await this.#traces?.close();
    await this.namespace.remove();
  }
}
