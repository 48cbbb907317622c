/** Ids are no secrets: they have to differ, and to cost little. */
const uint32 = () => Math.floor(Math.random() * 2 ** 32);
const hex = (word: number) => word.toString(16).padStart(8, '0');

/** An id that is all zeros is none. */
const NOT_ZERO = '0000000000000001';

/** 16 random bytes as hex. */
export function newTraceId(): string {
  return traceIdOf(uint32(), uint32(), uint32(), uint32());
}

/** 8 random bytes as hex. */
export function newSpanId(): string {
  return notZero(hex(uint32()) + hex(uint32()));
}

/**
 * The id of a new trace, if it is one of those to be sampled: no text is made for the others, which are most.
 *
 * @param isSampled decides by the four words of the id, xored
 */
export function newSampledTraceId(isSampled: (xored: number) => boolean): string | null {
  const [a, b, c, d] = [uint32(), uint32(), uint32(), uint32()];
  return isSampled((a ^ b ^ c ^ d) >>> 0) ? traceIdOf(a, b, c, d) : null;
}

/** The four words of an id, xored. */
export function xoredWords(traceId: string): number {
  let xored = 0;
  for (let at = 0; at < 32; at += 8) xored ^= parseInt(traceId.slice(at, at + 8), 16);
  return xored >>> 0;
}

function traceIdOf(a: number, b: number, c: number, d: number): string {
  return hex(a) + hex(b) + notZero(hex(c) + hex(d));
}

function notZero(id: string): string {
  return /[^0]/.test(id) ? id : NOT_ZERO;
}
