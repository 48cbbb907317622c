import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import { wait, waitBlocking } from './wait.js';
import type { Workload } from './workload.js';

const params = z.strictObject({
  ms: integerParameter({ min: 0, max: 60_000, default: 100, description: 'How long to wait, in milliseconds' }),
});

export const sleep: Workload<z.infer<typeof params>, number> = {
  name: 'sleep',
  summary: 'Waits and does nothing else: what any service does while a disk or a network is slow.',
  bound: 'wait',
  params,
  blocking: ({ ms }) => {
    waitBlocking(ms);
    return ms;
  },
  nonBlocking: async ({ ms }) => {
    await wait(ms);
    return ms;
  },
  requestedMs: ({ ms }) => ms,
  answer: ({ ms }) => ms,
};
