import { randomFillSync } from 'node:crypto';

/** Random bytes are had by the thousand at a twentieth of what they cost one id at a time, and so is their text. */
const pool = Buffer.alloc(4096);
let text = '';
let used = pool.length;

/** 16 random bytes as hex. */
export function newTraceId(): string {
  return take(16);
}

/** 8 random bytes as hex. */
export function newSpanId(): string {
  return take(8);
}

/**
 * The id of a new trace, if it is one of those to be sampled: no text is made for the others, which are most.
 *
 * @param isSampled decides by the four words of the id, xored
 */
export function newSampledTraceId(isSampled: (xored: number) => boolean): string | null {
  const at = reserve(16);
  const xored =
    pool.readUInt32BE(at) ^ pool.readUInt32BE(at + 4) ^ pool.readUInt32BE(at + 8) ^ pool.readUInt32BE(at + 12);
  return isSampled(xored >>> 0) ? textAt(at, 16) : null;
}

/** The four words of an id, xored. */
export function xoredWords(traceId: string): number {
  let xored = 0;
  for (let at = 0; at < 32; at += 8) xored ^= parseInt(traceId.slice(at, at + 8), 16);
  return xored >>> 0;
}

function take(bytes: number): string {
  return textAt(reserve(bytes), bytes);
}

/** @returns where in the pool so many bytes stand that nobody was given yet */
function reserve(bytes: number): number {
  if (used + bytes > pool.length) refill();
  const at = used;
  used += bytes;
  return at;
}

function refill(): void {
  randomFillSync(pool);
  // An id that is all zeros is none; that one byte is never zero is no loss among so many.
  for (let at = 0; at < pool.length; at += 8) pool[at] ||= 1;
  text = '';
  used = 0;
}

function textAt(at: number, bytes: number): string {
  text ||= pool.toString('hex');
  return text.slice(2 * at, 2 * (at + bytes));
}
