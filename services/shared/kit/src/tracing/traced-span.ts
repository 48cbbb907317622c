/** A sampled span of a server or consumer: what an exemplar points at. */
export interface TracedSpan {
  readonly traceId: string;
  readonly spanId: string;
}
