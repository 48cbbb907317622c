import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decodeTraceRequest } from './otlp-decoder.js';

/** A span as it was exported, with its resource. Times are epoch milliseconds. */
export interface ReceivedSpan {
  readonly name: string;
  readonly kind: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly tracestate: string | undefined;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly isError: boolean;
  readonly message: string | undefined;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** As much of a collector as a test needs: takes OTLP over HTTP and keeps the spans. */
export class OtlpReceiver implements AsyncDisposable {
  readonly spans: ReceivedSpan[] = [];
  requests = 0;
  private readonly news = new EventTarget();

  private constructor(private readonly server: Server) {}

  /** @param answer what it does instead of saying 200 */
  static async start(answer: Answer = (_request, response) => response.end()): Promise<OtlpReceiver> {
    const server = createServer((request, response) => {
      receiver.requests++;
      void buffer(request).then((body) => {
        const isJson = request.headers['content-type'] === 'application/json';
        receiver.take((isJson ? JSON.parse(body.toString()) : decodeTraceRequest(body)) as ExportRequest);
        answer(request, response);
      });
    });
    const receiver = new OtlpReceiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  /** What makes a service export to it, soon after a span has ended. */
  get env(): Record<string, string> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '20',
    };
  }

  /** Resolves with the spans of a trace once there are so many. */
  async trace(traceId: string, count: number): Promise<readonly ReceivedSpan[]> {
    const ofTrace = () => this.spans.filter((span) => span.traceId === traceId);
    await this.until(() => ofTrace().length >= count);
    return ofTrace();
  }

  /** Resolves once the condition holds; it is asked again whenever spans have come. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.news, 'spans');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private take({ resourceSpans = [] }: ExportRequest): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) this.spans.push(read(span, resource.attributes));
    }
    this.news.dispatchEvent(new Event('spans'));
  }
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly links?: ReceivedSpan['links'];
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly KeyValue[] }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface ExportRequest {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUS_ERROR = 2;

function read(span: OtlpSpan, resource: readonly KeyValue[]): ReceivedSpan {
  const { name, traceId, spanId, status = {}, links = [], events = [] } = span;
  return {
    name,
    traceId,
    spanId,
    kind: KINDS[span.kind]!,
    parentId: span.parentSpanId || undefined,
    tracestate: span.traceState || undefined,
    startedAt: Number(span.startTimeUnixNano) / 1e6,
    finishedAt: Number(span.endTimeUnixNano) / 1e6,
    attributes: toObject(span.attributes),
    resource: toObject(resource),
    links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    events: events.map((event) => ({ name: event.name, attributes: toObject(event.attributes) })),
    isError: status.code === STATUS_ERROR,
    message: status.message,
  };
}

function toObject(attributes: readonly KeyValue[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
