import { describe, expect, it } from '@jest/globals';
import { callersOf, MODELS, SERVICES } from './support/components.js';
import { render } from './support/helm.js';
import type { Manifest } from './support/manifest.js';
import { allows, namespaceNamed, partyOf, type Party } from './support/network-policies.js';

const HTTP = 8080;
const ADMIN = 9090;
const REDIS = 6379;
const EVERY = [...SERVICES, 'redis', 'test'];

const elsewhere = (name: string, labels = {}): Party => ({ labels, namespace: namespaceNamed(name) });
const dns: Party = { labels: { 'k8s-app': 'kube-dns' }, namespace: namespaceNamed('kube-system') };
const stranger: Party = { labels: { app: 'stranger' } };
const world: Party = { address: '203.0.113.1' };

const pod = (manifest: Manifest, component: string) => partyOf(manifest.pod(component));

function callers(manifest: Manifest, to: string, port: number): string[] {
  return EVERY.filter((from) => allows(manifest, pod(manifest, from), pod(manifest, to), { port }));
}

describe('inside the release', () => {
  const manifest = render();

  it.each(MODELS)('%s is asked by the tests only', (model) => {
    expect(callers(manifest, model, HTTP)).toEqual(['test']);
  });

  it('the upstream is asked by those that run the workload `request`', () => {
    expect(callers(manifest, 'upstream', HTTP)).toEqual(callersOf('upstream'));
  });

  it('Redis is asked by the API of the queue and its workers', () => {
    expect(callers(manifest, 'redis', REDIS)).toEqual(callersOf('redis'));
  });

  it.each(EVERY)('nobody comes to the admin port of %s', (component) => {
    expect(callers(manifest, component, ADMIN)).toEqual([]);
  });

  it('everybody but Redis may ask for names, and nobody anything else of the system', () => {
    const asking = EVERY.filter((from) => allows(manifest, pod(manifest, from), dns, { port: 53, protocol: 'UDP' }));
    expect(asking).toEqual(EVERY.filter((component) => component !== 'redis'));
    expect(EVERY.filter((from) => allows(manifest, pod(manifest, from), dns, { port: 443 }))).toEqual([]);
  });
});

describe('from and to outside', () => {
  const manifest = render();
  const reachable = (from: Party, port: number, of = manifest) =>
    EVERY.filter((to) => allows(of, from, pod(of, to), { port }));

  it('any pod may ask the models and scrape the services, but not the upstream or Redis', () => {
    expect(reachable(elsewhere('ingress'), HTTP)).toEqual(MODELS);
    expect(reachable(stranger, HTTP)).toEqual(MODELS);
    expect(reachable(elsewhere('monitoring'), ADMIN)).toEqual(SERVICES);
    expect(reachable(elsewhere('ingress'), REDIS)).toEqual([]);
  });

  it('only those that are selected may, where some are', () => {
    const secure = render({ files: ['values-secure.yaml'] });
    const traefik = { 'app.kubernetes.io/name': 'traefik' };
    expect(reachable(elsewhere('traefik', traefik), HTTP, secure)).toEqual(MODELS);
    expect(reachable(elsewhere('traefik'), HTTP, secure)).toEqual([]);
    expect(reachable(elsewhere('other', traefik), HTTP, secure)).toEqual([]);
    expect(reachable(elsewhere('traefik', traefik), ADMIN, secure)).toEqual([]);
    expect(reachable(elsewhere('monitoring', { 'app.kubernetes.io/name': 'prometheus' }), ADMIN, secure)).toContain(
      'async',
    );
    expect(callers(secure, 'async', HTTP)).toEqual(['test']);
  });

  it('nothing comes in from no pod, and nobody reaches the world', () => {
    expect([HTTP, ADMIN, REDIS].flatMap((port) => reachable(world, port))).toEqual([]);
    expect(
      EVERY.filter((from) => [80, 443].some((port) => allows(manifest, pod(manifest, from), world, { port }))),
    ).toEqual([]);
  });

  it('another release is a stranger: to its models as any pod, to its Redis not at all', () => {
    const other = render({ release: 'other' });
    const theirs = pod(other, 'queue-worker');
    expect(allows(manifest, theirs, pod(manifest, 'redis'), { port: REDIS })).toBe(false);
    expect(allows(other, theirs, pod(manifest, 'async'), { port: HTTP })).toBe(false);
  });
});

describe('what is elsewhere', () => {
  it.each([
    [
      'a Redis on its port',
      { redis: { enabled: false, external: { url: 'rediss://:@redis.example.org:6380/0' } } },
      6380,
    ],
    ['a Redis on the usual port', { redis: { enabled: false, external: { url: 'redis://redis.example.org' } } }, 6379],
  ])('%s is reached by the queue', (_what, values, port) => {
    const manifest = render({ values });
    const services = EVERY.filter((component) => component !== 'redis');
    const reaching = services.filter((from) => allows(manifest, pod(manifest, from), world, { port }));
    expect(reaching).toEqual(callersOf('redis'));
  });

  it('an upstream is reached by those that ask it', () => {
    const manifest = render({ values: { upstream: { enabled: false, url: 'http://delay.example.org' } } });
    const services = EVERY.filter((component) => !['redis', 'upstream'].includes(component));
    const reaching = services.filter((from) => allows(manifest, pod(manifest, from), world, { port: 80 }));
    expect(reaching).toEqual(callersOf('upstream'));
  });
});

describe('without policies', () => {
  it('everything is open', () => {
    const manifest = render({ values: { networkPolicy: { enabled: false } } });
    expect(manifest.all('NetworkPolicy')).toEqual([]);
    expect(allows(manifest, stranger, pod(manifest, 'redis'), { port: REDIS })).toBe(true);
  });
});
