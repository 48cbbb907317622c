import * as z from 'zod';

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
 * value is the one meant. The message of an issue is what was expected, and can stand after that word.
 */
export function integerParameter({ min, max, default: fallback, description }: IntegerBounds) {
  const error = ({ input }: { readonly input?: unknown }) =>
    Array.isArray(input)
      ? `one integer from ${min} to ${max}, not given more than once`
      : `an integer from ${min} to ${max}`;
  return (
    z
      .preprocess(fromQueryString, z.int({ error }).min(min, { error }).max(max, { error }))
      .prefault(fallback)
      // The default is said again because a JSON schema of the output would leave it out.
      .meta({ description, default: fallback })
  );
}

function fromQueryString(input: unknown): unknown {
  return typeof input === 'string' && /^-?\d+$/.test(input) ? Number(input) : input;
}
