import { z } from 'zod';
import { rateLadder } from './rate-ladder.js';
import { SEARCHED, type Search } from './search.js';
import type { Load } from './plan.js';

const rate = z.number().min(0.1).max(100_000).optional();

/** `4%` as 1.04. */
const step = z
  .string()
  .refine((text) => isStep(growthOf(text)), {
    error: ({ input }) => `found ${JSON.stringify(input)}; allowed: a step from 1% to 100%, such as 4%.`,
  })
  .meta({ description: 'from one rate to the next, from 1% to 100%, such as 4%', pattern: '^\\d+(\\.\\d+)?%$' })
  .transform(growthOf);

/** `search: { over: rate, from: 10, to: 80 }`: the limit is looked for, in place of running the whole grid. */
export const searchSchema = z.strictObject({
  over: z.enum(SEARCHED).meta({ description: 'which factor the limit is looked for in' }),
  from: rate.meta({ description: 'the lowest rate, in requests per second' }),
  to: rate.meta({ description: 'the highest rate' }),
  step: step.optional(),
  arrivals: z.enum(['uniform', 'poisson']).optional(),
  trials: z.int().min(3).max(100).default(12).meta({ description: 'the most trials for each setting' }),
});

type SearchOfFile = z.infer<typeof searchSchema>;

const DEFAULT_GROWTH = 1.04;

/** The rates that a search over them may try, as loads. Needs `from` and `to`. */
export function searchedLoads({ from, to, step = DEFAULT_GROWTH, arrivals = 'uniform' }: SearchOfFile): Load[] {
  return rateLadder(from!, to!, step).map((ratePerSecond) => ({ kind: 'open', ratePerSecond, arrivals }));
}

export function searchOf({ over, trials }: SearchOfFile): Search {
  return { over, trials };
}

function growthOf(text: string): number {
  return /^\d+(\.\d+)?%$/.test(text) ? 1 + Number.parseFloat(text) / 100 : NaN;
}

function isStep(growth: number): boolean {
  return growth >= 1.01 && growth <= 2;
}
