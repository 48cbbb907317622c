import { z } from 'zod';
import { experimentSchema } from './experiment.schema.js';

/** The part of JSON Schema that describes an experiment file. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
}

/** What an editor needs to complete and check an experiment file. */
export const experimentJsonSchema = z.toJSONSchema(experimentSchema, { target: 'draft-7', io: 'input' }) as JsonSchema;

/** As it lies beside the experiment files. */
export function experimentJsonSchemaText(): string {
  return `${JSON.stringify(experimentJsonSchema, undefined, 2)}\n`;
}

/** The schema of what stands at a path; undefined where nothing may stand there. */
export function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(
    (schema, key) => (typeof key === 'number' ? schema?.items : schema?.properties?.[String(key)]),
    experimentJsonSchema,
  );
}

/** What may stand where this schema is, in words. */
export function describeSchema(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.join(', ');
  switch (schema.type) {
    case 'integer':
      return `a whole number${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'array':
      return `a list in [ ] of at least ${schema.minItems}, each ${describeSchema(schema.items ?? {})}`;
    case 'object':
      return describeMapping(schema);
    default:
      return schema.description ?? 'another value';
  }
}

function describeMapping({ properties, maxProperties }: JsonSchema) {
  if (!properties) return 'a mapping';
  return `a mapping with ${maxProperties === 1 ? 'one of ' : ''}${Object.keys(properties).join(', ')}`;
}

function bounds({ minimum, exclusiveMinimum, maximum }: JsonSchema) {
  const from = exclusiveMinimum === undefined ? ` from ${minimum}` : ` above ${exclusiveMinimum}`;
  return `${from} to ${maximum}`;
}
