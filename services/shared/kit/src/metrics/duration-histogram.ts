import type { Registry } from 'prom-client';
import { epochMs } from '../clock.js';
import type { TracedSpan } from '../tracing/traced-span.js';
import { SilentRegistry } from './registry.js';
import type { Exemplar, MetricFamily, MetricValue } from './snapshot.js';

type Labels = Readonly<Record<string, string>>;

/** Upper bounds in seconds: three a decade and a half apart (E6), from 1 ms to 60 s. */
export const DURATION_BUCKETS: readonly number[] = [
  0.001, 0.0015, 0.0022, 0.0033, 0.0047, 0.0068, 0.01, 0.015, 0.022, 0.033, 0.047, 0.068, 0.1, 0.15, 0.22, 0.33, 0.47,
  0.68, 1, 1.5, 2.2, 3.3, 4.7, 6.8, 10, 15, 22, 33, 47, 60,
];

/** One series of a histogram: counts in a typed array, because it is touched several times a request. */
export class DurationSeries {
  private readonly counts = new Float64Array(DURATION_BUCKETS.length + 1);
  private sum = 0;
  /** One of each bucket. There are none where nothing is traced. */
  private exemplars: (Exemplar | undefined)[] | undefined = undefined;
  /** Which of them nobody has seen yet: the first since the last look is kept, for a new one with each request would cost as much as counting it. */
  private readonly isUnseen = new Uint8Array(DURATION_BUCKETS.length + 1);
  private readonly bucketLabels: readonly Readonly<Record<string, string | number>>[];

  constructor(
    private readonly family: string,
    private readonly labels: Labels,
  ) {
    this.bucketLabels = [...DURATION_BUCKETS, '+Inf'].map((le) => ({ ...labels, le }));
  }

  /** @param span the sampled span that took so long, if there is one */
  observeMs(ms: number, span?: TracedSpan): void {
    const seconds = Math.max(0, ms) / 1000;
    let low = 0;
    let high = DURATION_BUCKETS.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (seconds <= DURATION_BUCKETS[middle]!) high = middle;
      else low = middle + 1;
    }
    this.counts[low]!++;
    this.sum += seconds;
    if (span !== undefined && this.isUnseen[low] === 0) this.keepExemplar(low, seconds, span);
  }

  values(): MetricValue[] {
    this.isUnseen.fill(0);
    let total = 0;
    const metricName = `${this.family}_bucket`;
    const buckets = this.bucketLabels.map((labels, i): MetricValue => {
      const value = (total += this.counts[i]!);
      const exemplar = this.exemplars?.[i];
      return exemplar ? { metricName, labels, value, exemplar } : { metricName, labels, value };
    });
    return [
      ...buckets,
      { metricName: `${this.family}_sum`, labels: this.labels, value: this.sum },
      { metricName: `${this.family}_count`, labels: this.labels, value: total },
    ];
  }

  private keepExemplar(bucket: number, value: number, { traceId, spanId }: TracedSpan): void {
    this.isUnseen[bucket] = 1;
    this.exemplars ??= this.bucketLabels.map(() => undefined);
    this.exemplars[bucket] = { labelSet: { trace_id: traceId, span_id: spanId }, value, timestamp: epochMs() / 1000 };
  }
}

/** Observes nothing: the series of a process whose metrics are off. */
class SilentSeries extends DurationSeries {
  override observeMs(): void {}
}

/**
 * A histogram of durations in the library's registry. It observes at a fifth of the library's cost: docs/decisions/
 * has the figures.
 */
export class DurationHistogram {
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  private readonly series = new Map<string, DurationSeries>();
  private readonly Series: typeof DurationSeries;

  constructor(
    readonly name: string,
    readonly help: string,
    registry: Registry,
  ) {
    this.Series = registry instanceof SilentRegistry ? SilentSeries : DurationSeries;
    registry.registerMetric(this as never);
  }

  /** The series with these labels. Keep it where the labels are known beforehand: looking it up costs more than observing. */
  with(labels: Labels): DurationSeries {
    const key = JSON.stringify(labels);
    let series = this.series.get(key);
    if (!series) this.series.set(key, (series = new this.Series(this.name, labels)));
    return series;
  }

  get(): Promise<MetricFamily> {
    const { name, help, type, aggregator } = this;
    return Promise.resolve({
      name,
      help,
      type,
      aggregator,
      values: [...this.series.values()].flatMap((series) => series.values()),
    });
  }

  reset(): void {
    this.series.clear();
  }
}
