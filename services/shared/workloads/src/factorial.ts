import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { runAtOnce, runSliced, type Pieces } from './pieces.js';
import type { Workload } from './workload.js';

const PIECE = 64;

const params = z.strictObject({
  n: integerParameter({ min: 0, max: 5000, default: 20, description: 'The number whose factorial is answered' }),
});

export const factorial: Workload<z.infer<typeof params>, string> = {
  name: 'factorial',
  summary: 'Multiplies 1 to n exactly and answers all digits as a decimal string.',
  bound: 'cpu',
  params,
  blocking: ({ n }) => runAtOnce(multiply(n)),
  sliced: ({ n }) => runSliced(multiply(n)),
  requestedMs: () => undefined,
  answer: ({ n }) => runAtOnce(multiply(n)),
};

function* multiply(n: number): Pieces<string> {
  let product = 1n;
  for (let factor = 2; factor <= n; factor++) {
    product *= BigInt(factor);
    if (factor % PIECE === 0) yield;
  }
  return product.toString();
}
