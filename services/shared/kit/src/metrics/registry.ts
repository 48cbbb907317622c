import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerCpuLimit } from './cpu-limit.metric.js';

/** Injection token of the registry of this process. Everything registered on it reaches /metrics. */
export const METRICS_REGISTRY = Symbol('METRICS_REGISTRY');

/** Often enough to see a loop that lags, and seldom enough to leave an idle process alone. */
const LOOP_SAMPLING_MS = 20;

/** Takes in nothing: METRICS=off, where a bench wants to know what metrics cost. Durations are not even observed. */
export class SilentRegistry extends Registry {
  override registerMetric(): void {}
}

/** The registry for what this process counts of its own work. */
export function createOwnRegistry({ METRICS }: { readonly METRICS: 'on' | 'off' }): Registry {
  return METRICS === 'on' ? new Registry() : new SilentRegistry();
}

/** What Node says of the process (event loop, garbage collection, heap, CPU, memory), and the control group of its CPU. */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_SAMPLING_MS });
  registerCpuLimit(registry);
  return registry;
}
