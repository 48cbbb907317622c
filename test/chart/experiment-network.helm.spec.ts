import { describe, expect, it } from '@jest/globals';
import { MODELS, SERVICES } from './support/components.js';
import { render } from './support/helm.js';
import type { Manifest } from './support/manifest.js';
import { allows, namespaceNamed, partyOf, type Party } from './support/network-policies.js';

const [HTTP, ADMIN, REDIS, PROMETHEUS, TRAEFIK] = [8080, 9090, 6379, 9090, 8000];
const world: Party = { address: '203.0.113.1' };
const traefik: Party = { labels: { 'app.kubernetes.io/name': 'traefik' }, namespace: namespaceNamed('traefik') };
const stranger: Party = { labels: { app: 'stranger' }, namespace: namespaceNamed('elsewhere') };

/** With policies that name who may ask. */
const secure = (experiment: object): Manifest =>
  render({
    files: ['values-secure.yaml'],
    values: {
      monitoring: { bundled: { prometheus: { enabled: true } } },
      loadtest: { experiment: { enabled: true, ...experiment } },
    },
  });
const pod = (manifest: Manifest, component: string) => partyOf(manifest.pod(component));
const reaches = (manifest: Manifest, to: Party, port: number) =>
  allows(manifest, pod(manifest, 'experiment'), to, { port });

describe('the Job of an experiment', () => {
  const manifest = secure({});

  it('reaches the models, the ingress controller at whatever port, and Prometheus', () => {
    expect(MODELS.filter((model) => !reaches(manifest, pod(manifest, model), HTTP))).toEqual([]);
    expect(reaches(manifest, traefik, TRAEFIK)).toBe(true);
    expect(reaches(manifest, pod(manifest, 'prometheus'), PROMETHEUS)).toBe(true);
  });

  it('reaches the API server, and an ingress that is no pod', () => {
    expect([80, 443, 6443, 8443].filter((port) => !reaches(manifest, world, port))).toEqual([]);
  });

  it('reaches nothing else', () => {
    expect(SERVICES.filter((name) => reaches(manifest, pod(manifest, name), ADMIN))).toEqual([]);
    expect(reaches(manifest, pod(manifest, 'redis'), REDIS)).toBe(false);
    expect(reaches(manifest, pod(manifest, 'upstream'), HTTP)).toBe(false);
    expect(reaches(manifest, stranger, TRAEFIK)).toBe(false);
    expect(reaches(manifest, world, TRAEFIK)).toBe(false);
  });

  it('reaches, where its address is said and it changes nothing, the port of that and no API server', () => {
    const asItIs = secure({ target: 'url', url: 'http://gateway.example.org:8000' });
    expect([80, 443, 6443, 8000].filter((port) => reaches(asItIs, world, port))).toEqual([8000]);
  });

  it('is reached by nobody', () => {
    for (const from of [stranger, traefik, world]) {
      expect(allows(manifest, from, pod(manifest, 'experiment'), { port: HTTP })).toBe(false);
    }
  });
});

describe('what serves its results', () => {
  const manifest = secure({});

  it('is reached by nobody in the cluster and reaches nobody: a port-forward comes from the node itself', () => {
    const results = pod(manifest, 'results');
    for (const from of [stranger, traefik, pod(manifest, 'async'), pod(manifest, 'experiment')]) {
      expect(allows(manifest, from, results, { port: HTTP })).toBe(false);
    }
    expect(allows(manifest, results, world, { port: 443 })).toBe(false);
  });
});
