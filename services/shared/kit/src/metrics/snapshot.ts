import type { Registry } from 'prom-client';

/** One sample of a family, as the metrics library has it. */
export interface MetricValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** The series, where it is not the family's own name: `..._bucket`, `..._sum`. */
  readonly metricName?: string;
}

/** One family of one process. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** How values of several workers become one: `sum`, `max` or `first`. */
  readonly aggregator: string;
  readonly values: readonly MetricValue[];
}

/** Everything that one process counts at one moment: what is pushed to the admin port. */
export type MetricsSnapshot = readonly MetricFamily[];

/** Takes a snapshot. It is plain data and may cross threads and processes. */
export async function takeSnapshot(registry: Registry): Promise<MetricsSnapshot> {
  return (await registry.getMetricsAsJSON()) as unknown as MetricsSnapshot;
}
