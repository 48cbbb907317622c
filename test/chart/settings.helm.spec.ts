import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callersOf, components, serviceOf, SERVICES } from './support/components.js';
import { everything } from './support/everything.js';
import { render } from './support/helm.js';

const root = join(import.meta.dirname, '../..');
/** Read by Node, by OpenTelemetry, by another variable or by nobody, and by no config.ts. */
const NOT_OURS = /^(NODE_OPTIONS|QUEUE_NOTE|NODE_NAME|OTEL_.*)$/;

function knownNames(service: string): string[] {
  const files = ['services/shared/kit/src/config.ts', `services/${service}/src/config.ts`];
  const sources = files.map((file) => readFileSync(join(root, file), 'utf8'));
  return sources.flatMap((source) => [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!));
}

/** Of a component's pods, what changes when they have to be replaced. */
function checksums(values: object, component: string): string {
  return JSON.stringify(render({ values }).pod(component).metadata.annotations);
}

describe('the environment', () => {
  const manifest = render({ values: everything });

  it.each(SERVICES)('of %s has only names that its config.ts knows', (component) => {
    const names = Object.keys(manifest.env(component)).filter((name) => !NOT_OURS.test(name));
    expect(names.filter((name) => !knownNames(serviceOf(component)).includes(name))).toEqual([]);
  });

  it('has the settings of each model, as whole numbers', () => {
    expect(manifest.env('threaded')).toMatchObject({ WORKERS: '2', THREADS: '8', MAX_QUEUE: '10' });
    expect(manifest.env('async')).toMatchObject({ WORKERS: '1', THREADS: '2', PROCESSES: '2', MAX_IN_FLIGHT: '0' });
    expect(manifest.env('queue-worker')).toMatchObject({ CONCURRENCY: '16', THREADS: '2' });
    expect(manifest.env('upstream')).toMatchObject({ FAULT_RATE: '0.05', FAULT_STATUS: '500', JITTER_MS: '20' });
    const large = render({
      values: { queue: { maxDepth: 10_000_000 }, services: { async: { maxInFlight: 1_000_000 } } },
    });
    expect(large.env('queue-worker').MAX_DEPTH).toBe('10000000');
    expect(large.env('async').MAX_IN_FLIGHT).toBe('1000000');
  });

  it('leaves to the service what is null', () => {
    const sizes = ['WORKERS', 'THREADS', 'PROCESSES', 'MAX_QUEUE', 'MAX_IN_FLIGHT', 'CONCURRENCY'];
    const given = SERVICES.flatMap((component) => Object.keys(render().env(component)));
    expect(given.filter((name) => sizes.includes(name))).toEqual([]);
  });

  it('says the same ports as the containers', () => {
    const { ports } = manifest.pod('async').spec.containers[0]!;
    const { PORT, ADMIN_PORT, POD_NAME } = manifest.env('async');
    expect(ports!.map(({ containerPort }) => String(containerPort))).toEqual([PORT, ADMIN_PORT]);
    expect(POD_NAME).toBe('pod.metadata.name');
  });

  it('has the token from its Secret, for the models only', () => {
    for (const component of SERVICES) {
      const token = components[component]!.model && 'tokens.api-token';
      expect([component, manifest.env(component).API_TOKEN]).toEqual([component, token]);
    }
    expect(render().env('async').API_TOKEN).toBeUndefined();
  });

  it('names an upstream elsewhere', () => {
    const values = { upstream: { enabled: false, url: 'http://delay.example.org:8081' } };
    const elsewhere = render({ values });
    expect(elsewhere.env('threaded').UPSTREAM_URL).toBe('http://delay.example.org:8081');
    expect(elsewhere.names('Deployment')).not.toContain('lab-fleetlab-upstream');
  });
});

describe('a changed setting', () => {
  it.each([
    ['of all services', { logLevel: 'debug' }, SERVICES, ['redis']],
    ['of the queue', { queue: { maxDepth: 5 } }, callersOf('redis'), ['async', 'upstream', 'redis']],
    ['of Redis', { redis: { maxMemory: '1gb' } }, ['redis'], ['queue', 'async']],
  ])('%s rolls the pods that read it, and no others', (_which, values, rolled, left) => {
    for (const component of rolled) expect(checksums(values, component)).not.toBe(checksums({}, component));
    for (const component of left) expect(checksums(values, component)).toBe(checksums({}, component));
  });
});
