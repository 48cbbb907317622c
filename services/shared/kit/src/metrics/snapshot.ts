import type { Registry } from 'prom-client';

/** One sample of a family, as the metrics library has it. */
export interface MetricValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** The series, where it is not the family's own name: `..._bucket`, `..._sum`. */
  readonly metricName?: string;
  readonly exemplar?: Exemplar | undefined;
}

/** One of the observations that a bucket counts, and the trace it belongs to. In the shape in which the library writes it. */
export interface Exemplar {
  readonly labelSet: { readonly trace_id: string; readonly span_id: string };
  readonly value: number;
  /** Epoch seconds. */
  readonly timestamp: number;
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

/** What the library says of the event loop's least lag where it has measured none: the largest integer of nanoseconds. */
const NO_LAG_YET = 2 ** 63 / 1e9;

/** Takes a snapshot. It is plain data and may cross threads and processes; what was not measured has no sample in it. */
export async function takeSnapshot(registry: Registry): Promise<MetricsSnapshot> {
  const families = (await registry.getMetricsAsJSON()) as unknown as MetricsSnapshot;
  return families.map((family) => {
    const values = family.values.filter(({ value }) => Number.isFinite(value) && value !== NO_LAG_YET);
    return values.length === family.values.length ? family : { ...family, values };
  });
}
