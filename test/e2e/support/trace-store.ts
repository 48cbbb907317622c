import { PortForward } from './port-forward.js';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly service: string;
  readonly parentId: string | undefined;
  /** Spans of other traces that it points at. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly tags: Readonly<Record<string, unknown>>;
  /** Of the process that made it. */
  readonly resource: Readonly<Record<string, unknown>>;
}

interface Tag {
  readonly key: string;
  readonly value: unknown;
}

/** As Jaeger's HTTP API has it. */
interface JaegerTrace {
  readonly spans: readonly {
    readonly traceID: string;
    readonly spanID: string;
    readonly operationName: string;
    readonly processID: string;
    readonly references: readonly { readonly refType: string; readonly traceID: string; readonly spanID: string }[];
    readonly tags: readonly Tag[];
  }[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string; readonly tags: readonly Tag[] }>>;
}

/** The trace backend of a release, by its HTTP API. */
export class TraceStore {
  private constructor(private readonly forward: PortForward) {}

  static async of(namespace: string, service: string): Promise<TraceStore> {
    return new TraceStore(await PortForward.open(namespace, service, 16686));
  }

  /** All spans of a trace that have arrived; none where it is not known. */
  async spans(traceId: string): Promise<readonly Span[]> {
    const response = await fetch(`${this.forward.url}/jaeger/api/traces/${traceId}`);
    if (response.status === 404) return [];
    const { data } = (await response.json()) as { data: JaegerTrace[] | null };
    return (data ?? []).flatMap(({ spans, processes }) =>
      spans.map((span) => {
        const { serviceName, tags } = processes[span.processID]!;
        const parent = span.references.find(
          ({ refType, traceID }) => refType === 'CHILD_OF' && traceID === span.traceID,
        );
        return {
          traceId: span.traceID,
          spanId: span.spanID,
          name: span.operationName,
          service: serviceName,
          parentId: parent?.spanID,
          links: span.references
            .filter((reference) => reference !== parent)
            .map(({ traceID, spanID }) => ({ traceId: traceID, spanId: spanID })),
          tags: byKey(span.tags),
          resource: byKey(tags),
        };
      }),
    );
  }

  close(): Promise<void> {
    return this.forward.close();
  }
}

function byKey(tags: readonly Tag[]): Record<string, unknown> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
