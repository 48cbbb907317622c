import { z } from 'zod';
import { durationBetween } from './duration.js';
import { exactlyOne } from './exactly-one.js';
import type { Load, Phase } from './plan.js';

const LOAD_KINDS = ['closed', 'open', 'burst', 'step'];

const thinkTime = z
  .strictObject({ min: durationBetween('0ms', '10m'), max: durationBetween('0ms', '10m') })
  .refine(({ min, max }) => min <= max, { path: ['max'], error: 'found less than min; allowed: min or more.' })
  .meta({ description: 'how long a client waits between an answer and its next request' });

const closed = z
  .strictObject({
    concurrency: z.int().min(1).max(10_000).optional().meta({ description: 'clients that each wait for the answer' }),
    perSlot: z.number().positive().max(1_000).optional().meta({ description: 'clients for each slot of the service' }),
    thinkTime: thinkTime.optional(),
  })
  .superRefine(exactlyOne(['concurrency', 'perSlot']))
  .transform(({ concurrency, perSlot, thinkTime }): Load => ({
    kind: 'closed',
    concurrency: concurrency ?? { perSlot: perSlot! },
    thinkTimeMs: thinkTime ?? null,
  }));

const open = z
  .strictObject({
    rate: z.number().min(0.1).max(100_000).meta({ description: 'requests per second, whether answered or not' }),
    arrivals: z.enum(['uniform', 'poisson']).default('uniform'),
  })
  .transform(({ rate, arrivals }): Load => ({ kind: 'open', ratePerSecond: rate, arrivals }));

const burst = z
  .strictObject({
    requests: z.int().min(1).max(10_000).meta({ description: 'requests sent all at once' }),
    stalled: z
      .strictObject({
        request: z.int().min(1).max(10_000).meta({ description: 'which request, counted from 1' }),
        params: z
          .record(z.string(), z.number())
          .meta({ description: 'parameters of the workload that it has in place of the others' }),
      })
      .optional()
      .meta({ description: 'one request that takes longer than the others' }),
  })
  .refine(({ requests, stalled }) => !stalled || stalled.request <= requests, {
    path: ['stalled', 'request'],
    error: 'found a number above that of the requests; allowed: one of them.',
  })
  .transform(({ requests, stalled }): Load => ({ kind: 'burst', requests, stalled: stalled ?? null }));

const phase = z
  .strictObject({
    rate: z.number().min(0.1).max(100_000).meta({ description: 'requests per second, whether answered or not' }),
    for: durationBetween('1s', '30m').meta({ description: 'how long they come at this rate, such as 30s or 2m' }),
  })
  .transform(({ rate, for: forMs }): Phase => ({ ratePerSecond: rate, forMs }));

const step = z
  .strictObject({ before: phase, during: phase, after: phase })
  .meta({ description: 'a rate that rises and falls again' })
  .transform((phases): Load => ({ kind: 'step', ...phases }));

/** `{ closed: … }`, `{ open: … }`, `{ burst: … }` or `{ step: … }`. */
export const loadSchema = z
  .strictObject({ closed: closed.optional(), open: open.optional(), burst: burst.optional(), step: step.optional() })
  .superRefine(exactlyOne(LOAD_KINDS))
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform((load) => (load.closed ?? load.open ?? load.burst ?? load.step)!);
