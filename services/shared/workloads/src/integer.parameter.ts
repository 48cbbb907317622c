import { z } from 'zod';

export interface IntegerBounds {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** One phrase for the OpenAPI document, with the unit. */
  readonly description: string;
}

/**
 * An integer that may come as a number (a job's body) or as a decimal query string.
 *
 * Anything else is refused rather than bent into shape: an empty string is not 0, and of a repeated parameter neither
 * value is the one meant. The message of each issue says what is expected and can stand after the parameter's name.
 */
export function integerParameter({ min, max, default: fallback, description }: IntegerBounds) {
  const expected = `expected an integer from ${min} to ${max}`;
  const error = ({ input }: { readonly input?: unknown }) =>
    Array.isArray(input) ? `given more than once, ${expected}` : expected;
  return z
    .preprocess(fromQueryString, z.int({ error }).min(min, { error }).max(max, { error }))
    .prefault(fallback)
    .describe(description);
}

function fromQueryString(input: unknown): unknown {
  return typeof input === 'string' && /^-?\d+$/.test(input) ? Number(input) : input;
}
