import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { runAtOnce, runSliced } from './pieces.js';
import { countPrimes } from './primes.js';
import type { Workload } from './workload.js';

const params = z.strictObject({
  n: integerParameter({
    min: 2,
    max: 5_000_000,
    default: 300_000,
    description: 'Primes below this number are counted',
  }),
});

export const compute: Workload<z.infer<typeof params>, number> = {
  name: 'compute',
  summary: 'Counts the primes below n by trial division: a core busy and nothing else.',
  bound: 'cpu',
  params,
  blocking: ({ n }) => runAtOnce(countPrimes(n)),
  sliced: ({ n }) => runSliced(countPrimes(n)),
  requestedMs: () => undefined,
  answer: ({ n }) => runAtOnce(countPrimes(n)),
};
