import { PbfReader } from 'pbf';

/** A message of OTLP as its JSON has it: repeated fields as arrays, ids as hex, times as text. */
export type OtlpMessage = Record<string, unknown>;

type ReadField = (pbf: PbfReader) => unknown;

/** The fields of a message by their numbers: the name, how it is read, and whether it is repeated. */
type Fields = Readonly<Record<number, readonly [name: string, read: ReadField, isRepeated?: 'repeated']>>;

const text: ReadField = (pbf) => pbf.readString();
const number: ReadField = (pbf) => pbf.readVarint(true);
const double: ReadField = (pbf) => pbf.readDouble();
const boolean: ReadField = (pbf) => pbf.readBoolean();
const fixed32: ReadField = (pbf) => pbf.readFixed32();
const hex: ReadField = (pbf) => Buffer.from(pbf.readBytes()).toString('hex');
const message =
  (fields: Fields): ReadField =>
  (pbf) =>
    pbf.readMessage(reader(fields), {});

/** Exactly, though a number does not hold so many nanoseconds. */
const nanoseconds: ReadField = (pbf) => {
  const low = BigInt(pbf.readFixed32());
  return String((BigInt(pbf.readFixed32()) << 32n) | low);
};

const VALUE: Fields = {
  1: ['stringValue', text],
  2: ['boolValue', boolean],
  3: ['intValue', number],
  4: ['doubleValue', double],
  5: ['arrayValue', (pbf) => message({ 1: ['values', message(VALUE), 'repeated'] })(pbf)],
};
const ATTRIBUTE = message({ 1: ['key', text], 2: ['value', message(VALUE)] });
const EVENT: Fields = { 1: ['timeUnixNano', nanoseconds], 2: ['name', text], 3: ['attributes', ATTRIBUTE, 'repeated'] };
const LINK: Fields = { 1: ['traceId', hex], 2: ['spanId', hex], 6: ['flags', fixed32] };
const SPAN: Fields = {
  1: ['traceId', hex],
  2: ['spanId', hex],
  3: ['traceState', text],
  4: ['parentSpanId', hex],
  5: ['name', text],
  6: ['kind', number],
  7: ['startTimeUnixNano', nanoseconds],
  8: ['endTimeUnixNano', nanoseconds],
  9: ['attributes', ATTRIBUTE, 'repeated'],
  11: ['events', message(EVENT), 'repeated'],
  13: ['links', message(LINK), 'repeated'],
  15: ['status', message({ 2: ['message', text], 3: ['code', number] })],
  16: ['flags', fixed32],
};
const SCOPE_SPANS: Fields = {
  1: ['scope', message({ 1: ['name', text], 2: ['version', text] })],
  2: ['spans', message(SPAN), 'repeated'],
};
const RESOURCE_SPANS: Fields = {
  1: ['resource', message({ 1: ['attributes', ATTRIBUTE, 'repeated'] })],
  2: ['scopeSpans', message(SCOPE_SPANS), 'repeated'],
  3: ['schemaUrl', text],
};

/** Reads the body of an export over http/protobuf. Fields that say nothing, counts of what was dropped for instance, are passed over. */
export function decodeTraceRequest(body: Uint8Array): OtlpMessage {
  const request: Fields = { 1: ['resourceSpans', message(RESOURCE_SPANS), 'repeated'] };
  return new PbfReader(body).readFields(reader(request), {});
}

function reader(fields: Fields): (tag: number, into: OtlpMessage, pbf: PbfReader) => void {
  return (tag, into, pbf) => {
    const field = fields[tag];
    if (!field) return;
    const [name, read, isRepeated] = field;
    const value = read(pbf);
    if (isRepeated) ((into[name] ??= []) as unknown[]).push(value);
    else into[name] = value;
  };
}
