import { describe, expect, it } from '@jest/globals';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { decodeTraceRequest, type OtlpMessage } from '../../../../../../../test/support/otlp-decoder.js';
import { KIND, type SpanDraft } from '../../span-draft.js';
import { FinishedSpan } from '../finished-span.js';
import { TraceRequest } from './trace-request.js';

const origin = {
  resource: resourceFromAttributes({ 'service.name': 'fleetlab-async', 'process.pid': 4_294_967_297, list: ['a', 2] }),
  instrumentationScope: { name: 'kit', version: '1.2.3' },
};
const plain: SpanDraft = {
  name: 'GET /async/noop',
  kind: KIND.server,
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentId: undefined,
  startedAt: 1_790_000_000_123.25,
  finishedAt: 1_790_000_000_123.75,
};
const drafts: Record<string, SpanDraft> = {
  'of nothing but a time': plain,
  'with a parent of another process': { ...plain, parentId: 'c'.repeat(16), tracestate: 'vendor=1,other=2' },
  'with a parent of its own': { ...plain, kind: KIND.internal, parentId: 'c'.repeat(16) },
  'with attributes of each kind': {
    ...plain,
    attributes: {
      text: 'é 𝄞 \ud800',
      long: 'x'.repeat(300),
      empty: '',
      zero: 0,
      less: -5,
      half: 0.5,
      big: 2 ** 52,
      yes: true,
      no: false,
    },
  },
  'with attributes of many spans': { ...plain, attributes: Object.freeze({ 'url.path': '/async/noop' }) },
  'with a link': { ...plain, links: [{ traceId: 'd'.repeat(32), spanId: 'e'.repeat(16) }] },
  'that failed': { ...plain, failure: { type: 'INTERNAL', message: 'no', exception: new TypeError('no') } },
  'whose client was wrong': { ...plain, failure: { type: 'INVALID_PARAMETER', isError: false } },
  'that ends with its second': { ...plain, startedAt: 65_535_999.5, finishedAt: 2e12 - 2 ** -12 },
};

/** As it is read: a status of 0 and no attributes say as much as none. */
function read(body: Uint8Array): OtlpMessage {
  return JSON.parse(
    JSON.stringify(decodeTraceRequest(body), (key, value: unknown) =>
      key === 'status' && (value as { code: number }).code === 0 ? undefined : value,
    ),
  ) as OtlpMessage;
}

function encoded(spans: FinishedSpan[], length?: number): Uint8Array {
  const request = new TraceRequest(length);
  for (const span of spans) request.add(span);
  return request.finish();
}

const ours = (spans: FinishedSpan[]) => read(encoded(spans));
const theirs = (spans: FinishedSpan[]) => read(ProtobufTraceSerializer.serializeRequest(spans)!);

describe('the body of an export over http/protobuf', () => {
  it.each(Object.entries(drafts))("reads as the SDK's own: a span %s", (_what, draft) => {
    const span = new FinishedSpan(draft, origin);
    expect(ours([span])).toEqual(theirs([span]));
    // What is kept of the first time is written the second time.
    expect(ours([span, span])).toEqual(theirs([span, span]));
  });

  it('holds a whole batch, in its order', () => {
    const spans = Array.from({ length: 60 }, () => Object.values(drafts))
      .flat()
      .map((draft) => new FinishedSpan(draft, origin));
    expect(ours(spans)).toEqual(theirs(spans));
  });

  it('grows where it was thought to be shorter', () => {
    const spans = Object.values(drafts).map((draft) => new FinishedSpan(draft, origin));
    expect(read(encoded(spans, 8))).toEqual(theirs(spans));
    expect(read(encoded(spans, 100_000))).toEqual(theirs(spans));
  });

  it('has nothing of a span that cannot be read', () => {
    const request = new TraceRequest();
    const whole = new FinishedSpan(plain, origin);
    const unreadable = { ...plain, failure: { type: 'INTERNAL', exception: Object.create(null) as unknown } };
    request.add(whole);
    expect(() => request.add(new FinishedSpan(unreadable, origin))).toThrow(TypeError);
    request.add(whole);
    expect(read(request.finish())).toEqual(theirs([whole, whole]));
  });

  it('is empty without spans', () => expect(encoded([])).toHaveLength(0));
});
