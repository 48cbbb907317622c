import { setImmediate } from 'node:timers/promises';

/** CPU work cut in pieces of well under a millisecond each, so that one loop can be run in one go or in slices. */
export type Pieces<Result> = Generator<void, Result, void>;

/** How long a sliced run keeps the thread before it lets others in. */
const SLICE_MS = 5;

export function runAtOnce<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
  }
}

export async function runSliced<Result>(pieces: Pieces<Result>): Promise<Result> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
    if (performance.now() < sliceEnd) continue;
    await setImmediate();
    sliceEnd = performance.now() + SLICE_MS;
  }
}
