/**
 * Numbers from 0 up to 1, the same for the same seed on every machine (mulberry32: one word of state, good enough to
 * shuffle work and order with, not for secrets).
 *
 * @param stream numbers of one seed that are drawn for different ends need streams of their own, or they go in step
 */
export function seededRandom(seed: number, stream = 0): () => number {
  let state = seed ^ Math.imul(stream, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
