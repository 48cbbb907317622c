import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { components, MODELS, serviceOf } from './support/components.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Schema {
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const values = parse(read('charts/fleetlab/values.yaml')) as { readonly services: object };
const schema = JSON.parse(read('charts/fleetlab/values.schema.json')) as Schema & {
  definitions: Record<string, Schema>;
};

/** The schema at services.async.threads, say. */
function schemaAt(path: string): Schema {
  const found = path.split('.').reduce<Schema>((at, key) => at.properties![key]!, schema);
  return found.$ref ? schema.definitions[found.$ref.split('/').at(-1)!]! : found;
}

/**
 * `THREADS: envInteger({ min: 1, max: 512, ...` or `FAULT_RATE: z.coerce.number(...).min(0, ...).max(1, ...` of a config.ts
 * and the kit's.
 * @throws where the variable has no such bounds
 */
function boundsOf(service: string, variable: string): { min: number; max: number } {
  const source = ['services/shared/kit', `services/${service}`]
    .map((folder) => read(`${folder}/src/config.ts`))
    .join('\n');
  const integer = new RegExp(`^  ${variable}: envInteger\\({ min: ([^,]+), max: ([^,]+),`, 'm').exec(source);
  const number = new RegExp(`^  ${variable}: z\\.coerce\\.number.*\\.min\\((\\d+),.*\\.max\\((\\d+),`, 'm').exec(
    source,
  );
  const [, min, max] = integer ?? number ?? [];
  if (min === undefined || max === undefined)
    throw new Error(`No bounds of ${variable} in the config.ts of ${service}.`);
  return { min: numberIn(min, source), max: numberIn(max, source) };
}

/** `365 * DAY_MS` as a number, by the constants of the source. */
function numberIn(product: string, source: string): number {
  const factors = product.split(' * ').map((factor) => {
    const [, constant = factor] = new RegExp(`^const ${factor} = ([\\d_]+);`, 'm').exec(source) ?? [];
    return Number(constant.replaceAll('_', ''));
  });
  return factors.reduce((left, right) => left * right);
}

describe('the schema of the values', () => {
  it('knows the keys of values.yaml and no others', () => {
    expect(Object.keys(schema.properties!)).toEqual(Object.keys(values));
  });

  it('knows the models of the table and no others', () => {
    expect(Object.keys(values.services)).toEqual(MODELS);
    expect(Object.keys(schemaAt('services').properties!)).toEqual(MODELS);
  });

  it.each(Object.entries(components))(
    'lists for %s each key of a component, to refuse others',
    (_name, { values: path }) => {
      const listed = Object.keys(schemaAt(path).properties!);
      expect(listed).toEqual(expect.arrayContaining(Object.keys(schema.definitions.component!.properties!)));
    },
  );

  it.each([
    ...Object.entries(components).flatMap(([name, { values: path, env }]) =>
      Object.entries(env).map(([key, variable]) => [`${path}.${key}`, variable, serviceOf(name)] as const),
    ),
    ['queue.maxDepth', 'MAX_DEPTH', 'queue'] as const,
    ['queue.leaseMs', 'LEASE_MS', 'queue'] as const,
    ['queue.keepDone', 'KEEP_DONE', 'queue'] as const,
    ['queue.keepDoneMs', 'KEEP_DONE_MS', 'queue'] as const,
    ['queue.retryBaseMs', 'RETRY_BASE_MS', 'queue'] as const,
  ])('allows for %s what %s of the %s service does', (path, variable, service) => {
    const { minimum, maximum } = schemaAt(path);
    expect({ min: minimum, max: maximum }).toEqual(boundsOf(service, variable));
  });
});
