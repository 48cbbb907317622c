/** What the header traceparent says (W3C Trace Context). */
export interface Traceparent {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
}

const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** @returns undefined for what is no traceparent, or one that the header was sent with twice: then a new trace begins */
export function parseTraceparent(header: string): Traceparent | undefined {
  const parsed = TRACEPARENT.exec(header);
  if (!parsed) return undefined;
  const [, version, traceId, spanId, flags, more] = parsed;
  // Later versions may have more fields; the first has not.
  if (version === '00' && more !== undefined) return undefined;
  return { traceId: traceId!, spanId: spanId!, isSampled: (parseInt(flags!, 16) & 1) === 1 };
}

export function formatTraceparent({ traceId, spanId, isSampled }: Traceparent): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
}
