import type * as z from 'zod';
import { Problem } from '../errors/problem.js';

/**
 * The first thing wrong with a set of parameters, as an answer that names the parameter, its value and what is allowed.
 *
 * @param known names of the parameters that there are
 */
export function invalidParameter(
  error: z.ZodError,
  values: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Problem {
  const issue = error.issues[0]!;
  const parameter = issue.code === 'unrecognized_keys' ? issue.keys[0]! : issue.path.join('.');
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    values,
  );
  if (issue.code === 'unrecognized_keys') {
    const expected = known.length === 0 ? 'no parameters' : `one of ${known.join(', ')}`;
    return new Problem('INVALID_PARAMETER', `There is no parameter "${parameter}" here: expected ${expected}.`, {
      parameter,
      value: values[parameter],
      expected,
    });
  }
  const expected = issue.message;
  return new Problem('INVALID_PARAMETER', `${parameter}=${show(value)} cannot be used: expected ${expected}.`, {
    parameter,
    value: value ?? null,
    expected,
  });
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '(nothing)');
}
