import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { runAtOnce, runSliced } from './pieces.js';
import { countPrimes } from './primes.js';
import { seededRandom } from './random.js';
import { wait, waitBlocking } from './wait.js';
import type { Workload } from './workload.js';

/** Four of five requests wait, one computes. */
const WAIT_SHARE = 0.8;
/** Sizes follow a Pareto distribution of this shape: most are small, a few are many times the mean. */
const SHAPE = 1.5;
const SMALLEST = (SHAPE - 1) / SHAPE;
const LARGEST = 18;
/** The mean of that distribution with everything above LARGEST cut down to it; dividing by it makes the mean 1 again. */
const CAPPED_MEAN = 1 - (SMALLEST ** SHAPE * LARGEST ** (1 - SHAPE)) / (SHAPE - 1);

const params = z.strictObject({
  seed: integerParameter({
    min: 0,
    max: 2 ** 32 - 1,
    default: 1,
    description: 'Decides what is done and how much of it',
  }),
  ms: integerParameter({
    min: 0,
    max: 3000,
    default: 100,
    description: 'Mean wait in milliseconds; one is at most 20 times it',
  }),
  n: integerParameter({
    min: 2,
    max: 250_000,
    default: 30_000,
    description: 'Mean size of a compute; one is at most 20 times it',
  }),
});

type MixedParams = z.infer<typeof params>;
type Draw = { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'compute'; readonly n: number };
export type MixedResult = Draw & { readonly primes?: number };

export const mixed: Workload<MixedParams, MixedResult> = {
  name: 'mixed',
  summary: 'Now waits, now computes, as its seed decides; a few requests are many times as large as most.',
  bound: 'mixed',
  params,
  blocking: (given) => {
    const work = draw(given);
    if (work.kind === 'compute') return { ...work, primes: runAtOnce(countPrimes(work.n)) };
    waitBlocking(work.ms);
    return work;
  },
  nonBlocking: async (given) => {
    const work = draw(given);
    if (work.kind === 'compute') return { ...work, primes: runAtOnce(countPrimes(work.n)) };
    await wait(work.ms);
    return work;
  },
  sliced: async (given) => {
    const work = draw(given);
    if (work.kind === 'compute') return { ...work, primes: await runSliced(countPrimes(work.n)) };
    await wait(work.ms);
    return work;
  },
  requestedMs: (given) => {
    const work = draw(given);
    return work.kind === 'wait' ? work.ms : undefined;
  },
  answer: (given) => {
    const work = draw(given);
    return work.kind === 'wait' ? work : { ...work, primes: runAtOnce(countPrimes(work.n)) };
  },
};

function draw({ seed, ms, n }: MixedParams): Draw {
  const random = seededRandom(seed);
  const kind = random() < WAIT_SHARE ? 'wait' : 'compute';
  const pareto = SMALLEST / (1 - random()) ** (1 / SHAPE);
  const size = Math.min(pareto, LARGEST) / CAPPED_MEAN;
  return kind === 'wait' ? { kind, ms: Math.round(ms * size) } : { kind, n: Math.max(2, Math.round(n * size)) };
}
