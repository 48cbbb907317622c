/** One value of one series. */
export interface Sample {
  readonly name: string;
  /** An empty value is the same to Prometheus as no label, and is left out. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Epoch milliseconds. */
  readonly timestampMs: number;
}
