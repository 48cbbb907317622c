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

/** `http://host:port`, and nothing behind it: paths are the services'. */
export function origin(text: string): string {
  const url = httpUrl(text);
  const isOrigin = url.pathname === '/' && !/[?#@]/.test(text);
  if (isOrigin) return url.origin;
  throw new InvalidArgumentError(
    'Expected an address without a path, a query or a password, such as http://127.0.0.1:8080.',
  );
}

/** The address of a server that takes metrics, with a path. */
export function pushUrl(text: string): string {
  return httpUrl(text).href;
}

/** Where a trace can be looked at, with a place for its id. */
export function traceUrl(text: string): string {
  httpUrl(text);
  if (text.includes('{traceId}')) return text;
  throw new InvalidArgumentError(
    'Expected {traceId} where the id of a trace belongs, as in http://127.0.0.1:16686/trace/{traceId}.',
  );
}

/** What the generator sends itself. */
const OWN_HEADERS = ['x-request-start', 'traceparent', 'connection', 'content-length', 'transfer-encoding'];

/** `Name: value`, added to those before. */
export function header(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):\s*(\S.*)$/.exec(text.trim()) ?? [];
  if (name === '') throw new InvalidArgumentError("Expected a name and a value, such as 'Host: fleetlab.example.org'.");
  const key = name.toLowerCase();
  if (OWN_HEADERS.includes(key)) throw new InvalidArgumentError(`${name} is set by fleetlab itself.`);
  return { ...before, [key]: value };
}

function httpUrl(text: string): URL {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text);
  throw new InvalidArgumentError('Expected an address that begins with http:// or https://.');
}
