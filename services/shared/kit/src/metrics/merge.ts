import type { Exemplar, MetricFamily, MetricsSnapshot, MetricValue } from './snapshot.js';

/** Families that describe the replica's work; all others describe one process and keep a series a worker. */
const OWN = /^(fleetlab_|http_)/;

const COMBINE: Record<string, (a: number, b: number) => number> = {
  sum: (a, b) => a + b,
  max: Math.max,
  first: (a) => a,
};

/**
 * Makes one snapshot of those of several workers: own families are combined as their aggregator says, the process's
 * get a label `worker`.
 */
export function mergeSnapshots(byWorker: ReadonlyMap<string, MetricsSnapshot>): MetricsSnapshot {
  const families = new Map<string, MetricFamily & { readonly series: Map<string, MetricValue> }>();
  for (const [worker, snapshot] of byWorker) {
    for (const family of snapshot) {
      const { name, help, type, aggregator } = family;
      const target = families.get(name) ?? { name, help, type, aggregator, values: [], series: new Map() };
      families.set(name, target);
      const isOwn = OWN.test(name);
      for (const value of family.values) {
        addSample(target.series, isOwn ? value : { ...value, labels: { ...value.labels, worker } }, aggregator);
      }
    }
  }
  return [...families.values()].map(({ series, ...family }) => ({ ...family, values: [...series.values()] }));
}

function addSample(series: Map<string, MetricValue>, sample: MetricValue, aggregator: string): void {
  const key = `${sample.metricName ?? ''}${JSON.stringify(sample.labels)}`;
  const before = series.get(key);
  series.set(key, before ? combine(before, sample, aggregator) : sample);
}

function combine(before: MetricValue, sample: MetricValue, aggregator: string): MetricValue {
  const value = (COMBINE[aggregator] ?? COMBINE.sum!)(before.value, sample.value);
  const exemplar = newer(before.exemplar, sample.exemplar);
  return exemplar ? { ...sample, value, exemplar } : { ...sample, value };
}

function newer(a: Exemplar | undefined, b: Exemplar | undefined): Exemplar | undefined {
  if (!a || !b) return a ?? b;
  return a.timestamp > b.timestamp ? a : b;
}

/** What a dead worker leaves behind: its counts, which must never go back, without what it held at the moment. */
export function countsOf(snapshot: MetricsSnapshot): MetricsSnapshot {
  return snapshot.filter(({ name, type }) => OWN.test(name) && (type === 'counter' || type === 'histogram'));
}
