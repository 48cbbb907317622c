import Registry from 'prom-client/lib/registry.js';
import { prefersOpenMetrics } from './accept.js';
import type { MetricFamily, MetricsSnapshot } from './snapshot.js';

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Writes a snapshot as OpenMetrics where the scraper prefers that, else in Prometheus' own text format, which has no exemplars. */
export async function expose(snapshot: MetricsSnapshot, accept = ''): Promise<Exposition> {
  const isOpenMetrics = prefersOpenMetrics(accept);
  const registry = new Registry(isOpenMetrics ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE);
  for (const family of isOpenMetrics ? snapshot.map(withoutTotal) : snapshot) {
    registry.registerMetric({ ...family, get: () => Promise.resolve(family) } as never);
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}

/** In OpenMetrics a counter's `_total` belongs to the sample, not to the family; the library adds it to each sample. */
function withoutTotal(family: MetricFamily): MetricFamily {
  return family.type === 'counter' ? { ...family, name: family.name.replace(/_total$/, '') } : family;
}
