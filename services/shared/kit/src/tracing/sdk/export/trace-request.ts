import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { PbfWriter } from 'pbf';
import type { FinishedSpan } from '../finished-span.js';
import { writeSpan } from './span-message.js';
import { writeAttributes, writeBytes } from './trace-values.js';

/** Field numbers of OTLP 1: ExportTraceServiceRequest and what it is made of, but for spans. */
const REQUEST = { resourceSpans: 1 } as const;
const RESOURCE_SPANS = { resource: 1, scopeSpans: 2, schemaUrl: 3 } as const;
const RESOURCE = { attributes: 1 } as const;
const SCOPE_SPANS = { scope: 1, spans: 2 } as const;
const SCOPE = { name: 1, version: 2 } as const;

const NOTHING = new Uint8Array();
const WIRE_BYTES = 2;
/** What a tag and the length of a message take at most. */
const LONGEST_PREFIX = 6;

/**
 * The body of an export over http/protobuf, written span by span. The SDK's own serializer writes everything twice, to know
 * its length first, and checks each byte; and spans that wait to be written cost more, as garbage that outlives a collection,
 * than to write them does.
 */
export class TraceRequest {
  /** How many spans are in it. */
  count = 0;
  /** What stands before the spans, but for lengths. Room is left for it. */
  private origin: { readonly resource: Uint8Array; readonly scope: Uint8Array } = { resource: NOTHING, scope: NOTHING };
  private room = 0;
  private readonly pbf: PbfWriter;

  /** @param length in bytes, as far as it is known; more will do */
  constructor(length = 1024) {
    this.pbf = new PbfWriter(new Uint8Array(length));
  }

  /** How long it is so far, in bytes. */
  get length(): number {
    return this.pbf.pos;
  }

  /**
   * @param span of the same resource and the same scope as all others, as those of a service are
   * @throws whatever the span throws where it is read, and is then not in it
   */
  add(span: FinishedSpan): void {
    if (this.count === 0) this.begin(span);
    const { pos } = this.pbf;
    try {
      this.pbf.writeMessage(SCOPE_SPANS.spans, writeSpan, span);
      this.count++;
    } catch (error) {
      this.pbf.pos = pos;
      throw error;
    }
  }

  /** Call it once, when all are in it. @returns a part of the buffer */
  finish(): Uint8Array {
    if (this.count === 0) return NOTHING;
    const { resource, scope } = this.origin;
    const end = this.pbf.pos;
    const spansLength = end - this.room;
    const scopeSpans = bytesOf((pbf) => {
      writePrefix(RESOURCE_SPANS.scopeSpans, scope.length + spansLength, pbf);
      writeBytes(scope, pbf);
    });
    const head = bytesOf((pbf) => {
      writePrefix(REQUEST.resourceSpans, resource.length + scopeSpans.length + spansLength, pbf);
      writeBytes(resource, pbf);
      writeBytes(scopeSpans, pbf);
    });
    const begin = this.room - head.length;
    this.pbf.buf.set(head, begin);
    return this.pbf.buf.subarray(begin, end);
  }

  private begin({ resource, instrumentationScope }: FinishedSpan): void {
    this.origin = {
      resource: bytesOf((pbf) => {
        pbf.writeMessage(RESOURCE_SPANS.resource, writeResource, resource.attributes);
        if (resource.schemaUrl !== undefined) pbf.writeStringField(RESOURCE_SPANS.schemaUrl, resource.schemaUrl);
      }),
      scope: bytesOf((pbf) => pbf.writeMessage(SCOPE_SPANS.scope, writeScope, instrumentationScope)),
    };
    this.room = this.origin.resource.length + this.origin.scope.length + 2 * LONGEST_PREFIX;
    this.pbf.realloc(this.room);
    this.pbf.pos = this.room;
  }
}

function bytesOf(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

function writePrefix(field: number, length: number, pbf: PbfWriter): void {
  pbf.writeTag(field, WIRE_BYTES);
  pbf.writeVarint(length);
}

function writeResource(attributes: Attributes, pbf: PbfWriter): void {
  writeAttributes(RESOURCE.attributes, attributes, pbf);
}

function writeScope({ name, version }: ReadableSpan['instrumentationScope'], pbf: PbfWriter): void {
  pbf.writeStringField(SCOPE.name, name);
  if (version !== undefined) pbf.writeStringField(SCOPE.version, version);
}
