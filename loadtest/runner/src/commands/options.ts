import { InvalidArgumentError } from 'commander';
import { didYouMean } from '../experiment/did-you-mean.js';

/** Parsers of option values. What they throw ends up in the one message that says what was expected. */

export function integerBetween(min: number, max: number) {
  return (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

export function shareBetween0And1(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}

/** `a,b` as a list without doubles, each one of the allowed. */
export function listOf<const Value extends string>(allowed: readonly Value[]) {
  return (text: string): Value[] => {
    const values = [...new Set(text.split(',').map((value) => value.trim()))];
    const unknown = values.filter((value) => !(allowed as readonly string[]).includes(value));
    if (unknown.length === 0) return values as Value[];
    throw new InvalidArgumentError(
      `Expected a list such as ${allowed.slice(0, 2).join(',')} of ${allowed.join(', ')}.${didYouMean(unknown[0]!, allowed)}`,
    );
  };
}
