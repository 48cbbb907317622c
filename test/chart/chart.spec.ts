import { describe, expect, it } from '@jest/globals';
import { workloads } from '@fleetlab/workloads';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Component {
  readonly values: string;
  readonly model?: true;
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
}
interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}
interface Schema {
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const meta = parse(read('charts/fleetlab/Chart.yaml')) as {
  version: string;
  appVersion: string;
  annotations: Record<string, string>;
};
const values = parse(read('charts/fleetlab/values.yaml')) as {
  readonly services: object;
  readonly image: Image;
  readonly redis: { readonly image: Image };
};
const components = parse(read('charts/fleetlab/files/components.yaml')) as Record<string, Component>;
const schema = JSON.parse(read('charts/fleetlab/values.schema.json')) as Schema & {
  definitions: Record<string, Schema>;
};

/** The schema at services.async.threads, say. */
function schemaAt(path: string): Schema {
  const found = path.split('.').reduce<Schema>((at, key) => at.properties![key]!, schema);
  return found.$ref ? schema.definitions[found.$ref.split('/').at(-1)!]! : found;
}

/** `THREADS: envInteger({ min: 1, max: 512, ...` of a config.ts and the kit's. */
function boundsOf(service: string, variable: string): { min: number; max: number } | undefined {
  const source = ['services/shared/kit', `services/${service}`]
    .map((folder) => read(`${folder}/src/config.ts`))
    .join('\n');
  const bounds = new RegExp(`${variable}: envInteger\\({ min: ([\\d_]+), max: ([\\d_]+)`).exec(source);
  const [min, max] = bounds?.slice(1).map((text) => Number(text.replaceAll('_', ''))) ?? [];
  return min === undefined || max === undefined ? undefined : { min, max };
}

describe('the chart', () => {
  it('has the version of fleetlab', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect([meta.version, meta.appVersion]).toEqual([version, version]);
  });

  it('names on Artifact Hub the images that it runs', () => {
    const images = (parse(meta.annotations['artifacthub.io/images']!) as { image: string }[]).map(({ image }) => image);
    const { image, redis } = values;
    expect(images).toEqual([
      `${image.registry}/${image.repository}:${meta.appVersion}`,
      `${redis.image.registry}/${redis.image.repository}:${redis.image.tag}`,
    ]);
  });

  it('starts programs that there are', () => {
    const sources = Object.values(components).map(({ main }) =>
      main.replace('/dist/', '/src/').replace(/\.js$/, '.ts'),
    );
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('tests every workload', () => {
    const tested = [...read('charts/fleetlab/files/test-workloads.mjs').matchAll(/^ {2}\['(\w+)'/gm)].map(
      ([, name]) => name!,
    );
    expect(tested.sort()).toEqual([...workloads.keys()].sort());
  });

  it('has a README that values.yaml has not left behind', () => {
    const file = 'charts/fleetlab/README.md';
    const args = [join(root, 'charts/tools/manifests.mjs'), '--print', file];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe(read(file));
  });

  it('says what the fleet requests on line one of how to install it, in both READMEs the same', () => {
    const firstLines = [
      /^## Install\n\n(.*)$/m.exec(read('charts/fleetlab/README.md')),
      /^## On Kubernetes\n\n(.*)$/m.exec(read('README.md')),
    ];
    const [requests, same] = firstLines.map((found) => /\d+m CPU and \d+ MiB of memory/.exec(found![1]!)?.[0]);
    expect(requests).toEqual(expect.any(String));
    expect(same).toBe(requests);
  });
});

describe('the schema of the values', () => {
  it('knows the keys of values.yaml and no others', () => {
    expect(Object.keys(schema.properties!)).toEqual(Object.keys(values));
  });

  it('knows the models of the table and no others', () => {
    const models = Object.keys(components).filter((name) => components[name]!.model);
    expect(Object.keys(values.services)).toEqual(models);
    expect(Object.keys(schemaAt('services').properties!)).toEqual(models);
  });

  it('names each key of a component once more, to refuse others', () => {
    const { component, componentKeys } = schema.definitions;
    expect(componentKeys!.enum).toEqual(Object.keys(component!.properties!));
  });

  it.each([
    ...Object.entries(components).flatMap(([name, { values: path, env }]) =>
      Object.entries(env).map(([key, variable]) => [`${path}.${key}`, variable, name.replace('-worker', '')] as const),
    ),
    ['queue.maxDepth', 'MAX_DEPTH', 'queue'] as const,
    ['queue.leaseMs', 'LEASE_MS', 'queue'] as const,
    ['queue.keepDone', 'KEEP_DONE', 'queue'] as const,
    ['queue.retryBaseMs', 'RETRY_BASE_MS', 'queue'] as const,
  ])('allows for %s what %s of the %s service does', (path, variable, service) => {
    const { minimum, maximum } = schemaAt(path);
    expect({ min: minimum, max: maximum }).toEqual(boundsOf(service, variable) ?? { min: 0, max: 1 });
  });
});
