/** The text of ids is made by the thousand, at a twentieth of what it costs one id at a time. */
const pool = Buffer.alloc(8192);
const words = new Uint32Array(pool.buffer, pool.byteOffset, pool.length / 4);
let text = '';
/** How many words somebody was given. */
let used = words.length;

/** 16 random bytes as hex. */
export function newTraceId(): string {
  return take(4);
}

/** 8 random bytes as hex. */
export function newSpanId(): string {
  return take(2);
}

/**
 * The id of a new trace, if it is one of those to be sampled. Samplers look at the four words of an id, xored; so that
 * is drawn first, and for those that are not sampled, which are most, nothing else.
 *
 * @param isSampled decides by the four words of the id, xored
 */
export function newSampledTraceId(isSampled: (xored: number) => boolean): string | null {
  if (used === words.length) refill();
  const xored = words[used++]!;
  return isSampled(xored) ? traceIdThatXorsTo(xored) : null;
}

/** The four words of an id, xored. */
export function xoredWords(traceId: string): number {
  let xored = 0;
  for (let at = 0; at < 32; at += 8) xored ^= wordAt(traceId, at);
  return xored >>> 0;
}

/** All ids that do are as likely: three words are drawn, and the fourth is the one that is missing. */
function traceIdThatXorsTo(xored: number): string {
  const drawn = take(3);
  const missing = (xored ^ wordAt(drawn, 0) ^ wordAt(drawn, 8) ^ wordAt(drawn, 16)) >>> 0;
  return drawn + missing.toString(16).padStart(8, '0');
}

function wordAt(hex: string, at: number): number {
  return parseInt(hex.slice(at, at + 8), 16);
}

function take(count: number): string {
  if (used + count > words.length) refill();
  text ||= pool.toString('hex');
  const id = text.slice(8 * used, 8 * (used + count));
  used += count;
  return id;
}

/** Ids are to be different, and no secret: like the SDK's own they come from Math.random, at a tenth of what node:crypto's cost. */
function refill(): void {
  // An id that is all zeros is none; that no word is zero is no loss among so many.
  for (let at = 0; at < words.length; at++) words[at] = Math.floor(Math.random() * 0x1_0000_0000) || 1;
  text = '';
  used = 0;
}
