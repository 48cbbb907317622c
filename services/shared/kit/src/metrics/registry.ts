import { collectDefaultMetrics, Registry } from 'prom-client';

/** Injection token of the registry of this process. Everything registered on it reaches /metrics. */
export const METRICS_REGISTRY = Symbol('METRICS_REGISTRY');

/** A registry with Node's own families on it: event loop, garbage collection, heap, CPU, memory. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
