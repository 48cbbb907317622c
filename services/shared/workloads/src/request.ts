import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';
import type { Workload } from './workload.js';

const params = z.strictObject({
  ms: integerParameter({
    min: 0,
    max: 60_000,
    default: 100,
    description: 'How long the upstream takes, in milliseconds',
  }),
});

export const request: Workload<z.infer<typeof params>, number> = {
  name: 'request',
  summary: 'Calls another service over HTTP and waits for its answer.',
  bound: 'wait',
  params,
  blocking: ({ ms }, { upstream, trace }) => upstream.delayBlocking(ms, trace),
  nonBlocking: ({ ms }, { upstream, trace }) => upstream.delay(ms, trace),
  awaitsInSlot: true,
  requestedMs: ({ ms }) => ms,
  answer: ({ ms }) => ms,
};
