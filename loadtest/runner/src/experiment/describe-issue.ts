import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';
import { describeSchema, schemaAt } from './experiment.json-schema.js';

/** What is wrong in one place of an experiment file. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** The key of the mapping at the path that the problem is with. */
  readonly key?: string;
  readonly message: string;
}

/** Puts an issue of the schema in words: what was found, what is allowed, what was perhaps meant. */
export function describeIssue(issue: z.core.$ZodIssue, file: unknown): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknownKey(path, key));
  if (issue.code === 'custom') return [{ path, message: issue.message }];
  const found = valueAt(file, path);
  const schema = schemaAt(path);
  const allowed = schema ? describeSchema(schema) : issue.message;
  const hint = typeof found === 'string' && schema?.enum ? didYouMean(found, schema.enum.map(String)) : '';
  return [{ path, message: `found ${show(found)}; allowed: ${allowed}.${hint}` }];
}

function describeUnknownKey(path: readonly PropertyKey[], key: string): Problem {
  const known = Object.keys(schemaAt(path)?.properties ?? {});
  const allowed = known.length > 0 ? known.join(', ') : 'no keys, write {}';
  return { path, key, message: `found an unknown key; allowed: ${allowed}.${didYouMean(key, known)}` };
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], file);
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
