import { invalidParameter } from '@fleetlab/kit';
import * as z from 'zod';

const MAX_MS = 60_000;
const expected = `an integer from 0 to ${MAX_MS}`;

const schema = z.strictObject({
  ms: z
    .string({
      error: ({ input }) =>
        Array.isArray(input) ? `one integer from 0 to ${MAX_MS}, not given more than once` : expected,
    })
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((ms) => ms <= MAX_MS, expected)
    .default(100),
});

/**
 * @returns the delay asked for, in milliseconds
 * @throws Problem INVALID_PARAMETER
 */
export function readDelayQuery(query: Readonly<Record<string, unknown>>): number {
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw invalidParameter(parsed.error, query, ['ms']);
  return parsed.data.ms;
}
