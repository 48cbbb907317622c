import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { runAtOnce, runSliced, type Pieces } from './pieces.js';
import type { Workload } from './workload.js';

const { imul } = Math;
const WORDS_PER_MIB = 2 ** 20 / Uint32Array.BYTES_PER_ELEMENT;
const PIECE = WORDS_PER_MIB / 8;

const params = z.strictObject({
  mib: integerParameter({ min: 1, max: 256, default: 8, description: 'How much memory to allocate and touch, in MiB' }),
});

export const memory: Workload<z.infer<typeof params>, number> = {
  name: 'memory',
  summary: 'Allocates memory, writes and reads every word of it, and answers a checksum.',
  bound: 'cpu',
  params,
  blocking: ({ mib }) => runAtOnce(touch(mib)),
  sliced: ({ mib }) => runSliced(touch(mib)),
  requestedMs: () => undefined,
  answer: ({ mib }) => {
    let sum = 0;
    for (let index = 0; index < mib * WORDS_PER_MIB; index++) sum = checksum(sum, wordAt(index));
    return nonZero(sum);
  },
};

/** Writes everything before it reads anything, so that the block must leave the processor's caches. */
function* touch(mib: number): Pieces<number> {
  const block = new Uint32Array(mib * WORDS_PER_MIB);
  for (let from = 0; from < block.length; from += PIECE) {
    for (let index = from; index < from + PIECE; index++) block[index] = wordAt(index);
    yield;
  }
  let sum = 0;
  for (let from = 0; from < block.length; from += PIECE) {
    for (let index = from; index < from + PIECE; index++) sum = checksum(sum, block[index]!);
    yield;
  }
  return nonZero(sum);
}

/** Knuth's multiplicative hash: neighbours differ in most bits. */
function wordAt(index: number): number {
  return imul(index + 1, 0x9e3779b1) >>> 0;
}

function checksum(sum: number, word: number): number {
  return (imul(sum, 31) + word) | 0;
}

/** Zero is what untouched memory would sum up to, so it is never a right answer. */
function nonZero(sum: number): number {
  return sum >>> 0 || 1;
}
