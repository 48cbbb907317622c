import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerCpuLimit } from './cpu-limit.metric.js';

/** Injection token of the registry of this process. Everything registered on it reaches /metrics. */
export const METRICS_REGISTRY = Symbol('METRICS_REGISTRY');

/** Often enough to see a loop that lags, and seldom enough to leave an idle process alone. */
const LOOP_SAMPLING_MS = 20;

/** What Node says of the process (event loop, garbage collection, heap, CPU, memory), and the control group of its CPU. */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_SAMPLING_MS });
  registerCpuLimit(registry);
  return registry;
}
