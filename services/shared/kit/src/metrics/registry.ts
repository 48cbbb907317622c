import { collectDefaultMetrics, Registry } from 'prom-client';

/** Injection token of the registry of this process. Everything registered on it reaches /metrics. */
export const METRICS_REGISTRY = Symbol('METRICS_REGISTRY');

/** Often enough to see a loop that lags, and seldom enough to leave an idle process alone. */
const LOOP_SAMPLING_MS = 20;

/** Node's own families: event loop, garbage collection, heap, CPU, memory. Reading them takes milliseconds. */
export function createNodeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_SAMPLING_MS });
  return registry;
}
