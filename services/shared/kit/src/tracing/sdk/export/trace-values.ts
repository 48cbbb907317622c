import type { Attributes, AttributeValue, HrTime } from '@opentelemetry/api';
import type { PbfWriter } from 'pbf';

/** Field numbers of OTLP 1: KeyValue, AnyValue and ArrayValue. */
const KEY_VALUE = { key: 1, value: 2 } as const;
const ANY_VALUE = { string: 1, boolean: 2, integer: 3, double: 4, array: 5 } as const;
const ARRAY_VALUE = { values: 1 } as const;

const WIRE_FIXED64 = 1;
/** The value of the character code of a hexadecimal digit. */
const DIGITS = new Uint8Array(128);
for (let value = 0; value < 16; value++) DIGITS[value.toString(16).charCodeAt(0)] = value;

/** Ids as bytes. The spans of a request come one after another, and name the same trace and the same parent. */
export class IdBytes {
  private hex = '';
  private bytes = new Uint8Array();

  /** @returns bytes that are to be copied before the next call */
  of(hex: string): Uint8Array {
    if (hex !== this.hex) this.read(hex);
    return this.bytes;
  }

  private read(hex: string): void {
    const length = hex.length / 2;
    if (length !== this.bytes.length) this.bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) {
      this.bytes[at] = (DIGITS[hex.charCodeAt(2 * at)]! << 4) | DIGITS[hex.charCodeAt(2 * at + 1)]!;
    }
    this.hex = hex;
  }
}

/** Nanoseconds of the epoch, which are more than a number holds exactly: computed in two halves of the seconds. */
export function writeTime(field: number, [seconds, nanos]: HrTime, pbf: PbfWriter): void {
  const upper = Math.floor(seconds / 0x10000) * 1e9;
  const lower = (seconds % 0x10000) * 1e9 + nanos + (upper % 0x10000) * 0x10000;
  pbf.writeTag(field, WIRE_FIXED64);
  pbf.writeFixed32(lower % 0x1_0000_0000);
  pbf.writeFixed32(Math.floor(upper / 0x10000) + Math.floor(lower / 0x1_0000_0000));
}

export function writeAttributes(field: number, attributes: Attributes, pbf: PbfWriter): void {
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) pbf.writeMessage(field, writeKeyValue, [key, value]);
  }
}

/** Bytes that are written already, as they are. */
export function writeBytes(bytes: Uint8Array, pbf: PbfWriter): void {
  pbf.realloc(bytes.length);
  pbf.buf.set(bytes, pbf.pos);
  pbf.pos += bytes.length;
}

function writeKeyValue([key, value]: readonly [string, AttributeValue], pbf: PbfWriter): void {
  pbf.writeStringField(KEY_VALUE.key, key);
  pbf.writeMessage(KEY_VALUE.value, writeAnyValue, value);
}

function writeAnyValue(value: AttributeValue, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(ANY_VALUE.string, value);
  else if (typeof value === 'boolean') pbf.writeBooleanField(ANY_VALUE.boolean, value);
  else if (Number.isSafeInteger(value)) pbf.writeVarintField(ANY_VALUE.integer, value as number);
  else if (typeof value === 'number') pbf.writeDoubleField(ANY_VALUE.double, value);
  else if (Array.isArray(value)) pbf.writeMessage(ANY_VALUE.array, writeArray, value as readonly AttributeValue[]);
}

function writeArray(values: readonly AttributeValue[], pbf: PbfWriter): void {
  for (const value of values) pbf.writeMessage(ARRAY_VALUE.values, writeAnyValue, value);
}
