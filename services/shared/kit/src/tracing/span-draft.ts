import type { Attributes, SpanKind } from '@opentelemetry/api';
import type { TracedSpan } from './traced-span.js';

/** A span that has ended: what is exported of it. Times are epoch milliseconds with fractions. */
export interface SpanDraft extends TracedSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly parentId: string | undefined;
  readonly tracestate?: string | undefined;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly attributes?: Attributes;
  readonly links?: readonly TracedSpan[];
  readonly failure?: SpanFailure | undefined;
}

export interface SpanFailure {
  /** A stable word: a problem's code, the name of an error, an HTTP status. */
  readonly type: string;
  readonly message?: string | undefined;
  /** false for what is said of a span and is no failure of its own: a client that asked wrongly. By default true. */
  readonly isError?: boolean;
  /** Recorded with its stack, where nobody foresaw it. */
  readonly exception?: unknown;
}

/** The enum of @opentelemetry/api, which must not be loaded for it. */
export const KIND = { internal: 0, server: 1, client: 2, producer: 3, consumer: 4 } as const satisfies Record<
  string,
  SpanKind
>;
