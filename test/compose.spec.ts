import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy: { readonly resources: { readonly limits: { readonly memory: string } } };
  readonly [option: string]: unknown;
}

interface Routes {
  readonly http: {
    readonly routers: Readonly<Record<string, { readonly rule: string; readonly service: string }>>;
    readonly services: Readonly<
      Record<string, { readonly loadBalancer: { readonly servers: readonly { readonly url: string }[] } }>
    >;
  };
}

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const { services } = parse(read('deploy/compose/compose.yaml'), { merge: true }) as {
  services: Record<string, Container>;
};
const { routers, services: targets } = (parse(read('deploy/compose/routes.yaml')) as Routes).http;

const containers = Object.entries(services);
const ours = containers.filter(([, { image }]) => image.startsWith('fleetlab:'));
const MODELS = ['blocking', 'threaded', 'async', 'queue'];

describe('deploy/compose', () => {
  it('runs the image of this version, and others of a given one', () => {
    expect(new Set(ours.map(([, { image }]) => image))).toEqual(new Set([`fleetlab:\${FLEETLAB_VERSION:-${version}}`]));
    const others = containers.filter((container) => !ours.includes(container)).map(([, { image }]) => image);
    expect(others).toHaveLength(2);
    expect(others.filter((image) => !/:v?\d+\.\d+\.\d+(-\w+)?$/.test(image))).toEqual([]);
  });

  it.each(ours)('starts %s with a program that there is', (_name, { command }) => {
    expect(command).toHaveLength(1);
    expect(existsSync(join(root, command[0]!.replace('/dist/', '/src/').replace(/js$/, 'ts')))).toBe(true);
  });

  it.each(ours)('gives %s only settings that it reads', (_name, { command, environment = {} }) => {
    const configs = [command[0]!.replace(/dist\/.*/, 'src/config.ts'), 'services/shared/kit/src/config.ts'];
    const text = configs.map(read).join('\n');
    expect(Object.keys(environment).filter((name) => !new RegExp(`^  ${name}:`, 'm').test(text))).toEqual([]);
  });

  it.each(containers)(
    'keeps %s from harm: no root, no capabilities, nothing to write to, bounds and a health check',
    (_name, container) => {
      expect(container).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
        healthcheck: { test: expect.arrayContaining(['CMD']) },
        deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.any(String) } } },
      });
      expect(container.user ?? read('deploy/Dockerfile').match(/^USER (.+)$/m)?.[1]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    },
  );

  it.each(ours)('lets %s drain before it is killed', (_name, { environment, stop_grace_period }) => {
    expect(parseInt(stop_grace_period as string) * 1000).toBeGreaterThan(Number(environment?.GRACE_MS));
  });

  it.each(ours)('asks %s for its health where it answers', (_name, { environment, healthcheck }) => {
    expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${environment?.ADMIN_PORT}/readyz`);
  });

  it('routes every model to its service, on the port where it listens', () => {
    expect(Object.values(routers).map(({ rule }) => rule)).toEqual(MODELS.map((model) => `PathPrefix(\`/${model}\`)`));
    for (const { rule, service } of Object.values(routers)) {
      expect(rule).toContain(`/${service}\``);
      expect(targets[service]?.loadBalancer.servers).toEqual([
        { url: `http://${service}:${services[service]?.environment?.PORT}` },
      ]);
    }
  });

  it('opens the gateway to this machine, and nothing else to anyone', () => {
    const { gateway, ...others } = services;
    const entry = gateway!.command.find((argument) => argument.startsWith('--entrypoints.web.address='));
    expect(gateway!.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(gateway!.ports?.[0]?.split(':').at(-1)).toBe(entry?.split(':').at(-1));
    expect(Object.values(others).filter(({ ports }) => ports)).toEqual([]);
  });

  it('loses no accepted job: all is written at once, and nothing is evicted', () => {
    const durable = ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction'];
    expect(services.redis!.command).toEqual(expect.arrayContaining(durable));
    expect(services.redis!.volumes).toEqual(['jobs:/data']);
  });

  it('has jobs refused before they take more memory than the broker may, with a third left for rewriting its log', () => {
    const { command, deploy } = services.redis!;
    const mostMiB = command.join().match(/--maxmemory (\d+)mb/)?.[1];
    expect(Number(mostMiB) * 1.5).toBeLessThanOrEqual(parseInt(deploy.resources.limits.memory));
  });
});
