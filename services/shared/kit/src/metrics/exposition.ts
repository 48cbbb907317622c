import Registry from 'prom-client/lib/registry.js';
import type { MetricsSnapshot } from './snapshot.js';

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Writes a snapshot as OpenMetrics where the scraper accepts that, else in Prometheus' own text format. */
export async function expose(snapshot: MetricsSnapshot, accept = ''): Promise<Exposition> {
  const isOpenMetrics = accept.includes('application/openmetrics-text');
  const registry = new Registry(isOpenMetrics ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE);
  for (const family of snapshot) {
    registry.registerMetric({ ...family, get: () => Promise.resolve(family) } as never);
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}
