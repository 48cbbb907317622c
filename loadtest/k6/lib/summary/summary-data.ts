/** As much of what k6 gives handleSummary as is used. */
export interface SummaryData {
  readonly state: { readonly testRunDurationMs: number };
  readonly metrics: Readonly<Record<string, Metric>>;
}

interface Metric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** One figure of a metric; 0 where there is none. */
export function valueOf({ metrics }: SummaryData, metric: string, value: string): number {
  return metrics[metric]?.values[value] ?? 0;
}
