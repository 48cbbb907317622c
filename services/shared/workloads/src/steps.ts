import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { wait, waitBlocking } from './wait.js';
import type { Workload } from './workload.js';

const params = z.strictObject({
  n: integerParameter({ min: 1, max: 1000, default: 5, description: 'How many steps' }),
  ms: integerParameter({
    min: 0,
    max: 60_000,
    default: 1000,
    description: 'How long each step takes, in milliseconds',
  }),
});

export const steps: Workload<z.infer<typeof params>, number> = {
  name: 'steps',
  summary: 'Waits n times one after another and reports each step: a background job that says how far it is.',
  bound: 'wait',
  params,
  blocking: ({ n, ms }, { onProgress }) => {
    for (let done = 1; done <= n; done++) {
      waitBlocking(ms);
      onProgress?.(done, n);
    }
    return n;
  },
  nonBlocking: async ({ n, ms }, { onProgress }) => {
    for (let done = 1; done <= n; done++) {
      await wait(ms);
      onProgress?.(done, n);
    }
    return n;
  },
  requestedMs: ({ n, ms }) => n * ms,
  answer: ({ n }) => n,
};
