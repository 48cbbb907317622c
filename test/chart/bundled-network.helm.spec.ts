import { describe, expect, it } from '@jest/globals';
import { MODELS, SERVICES } from './support/components.js';
import { render } from './support/helm.js';
import { allows, namespaceNamed, partyOf, type Party } from './support/network-policies.js';

const monitoring = {
  bundled: { prometheus: { enabled: true }, grafana: { enabled: true }, traces: { enabled: true } },
};
const values = { monitoring, loadtest: { endless: { enabled: true } } };
const EVERY = [...SERVICES, 'redis', 'test', 'prometheus', 'grafana', 'traces', 'endless-load'];
const [HTTP, ADMIN, PROMETHEUS, GRAFANA, OTLP, QUERY] = [8080, 9090, 9090, 3000, 4318, 16686];

const world: Party = { address: '203.0.113.1' };
const neighbour: Party = { labels: { app: 'k6' } };
const stranger: Party = { labels: { app: 'stranger' }, namespace: namespaceNamed('elsewhere') };

describe('with the bundle and the endless load', () => {
  // Policies that let nobody in by default show what the bundle itself is let.
  const manifest = render({ files: ['values-secure.yaml'], values });
  const pod = (component: string) => partyOf(manifest.pod(component));
  const callers = (to: string, port: number) =>
    EVERY.filter((from) => allows(manifest, pod(from), pod(to), { port })).sort();

  it.each(MODELS)('%s is asked by the tests and the load', (model) => {
    expect(callers(model, HTTP)).toEqual(['endless-load', 'test']);
  });

  it.each(SERVICES)('%s is scraped by Prometheus', (component) => {
    expect(callers(component, ADMIN)).toEqual(['prometheus']);
  });

  it('Prometheus is asked by Grafana', () => expect(callers('prometheus', PROMETHEUS)).toEqual(['grafana']));

  it('spans come from the services', () => expect(callers('traces', OTLP)).toEqual([...SERVICES].sort()));

  it('traces are read by Grafana', () => expect(callers('traces', QUERY)).toEqual(['grafana']));

  it('the load reaches nothing but the models', () => {
    const reached = EVERY.filter((to) =>
      [HTTP, ADMIN, GRAFANA, OTLP, QUERY, 6379].some((port) =>
        allows(manifest, pod('endless-load'), pod(to), { port }),
      ),
    );
    expect(reached.sort()).toEqual([...MODELS].sort());
  });

  it('nobody but Prometheus reaches the world, and that only at the ports of an API server', () => {
    const reaching = (port: number) => EVERY.filter((from) => allows(manifest, pod(from), world, { port }));
    expect([443, 6443, 8443].map(reaching)).toEqual([['prometheus'], ['prometheus'], ['prometheus']]);
    expect([80, 4318].flatMap(reaching)).toEqual([]);
  });

  it('results are pushed from the namespace only', () => {
    expect(allows(manifest, neighbour, pod('prometheus'), { port: PROMETHEUS })).toBe(true);
    expect(allows(manifest, stranger, pod('prometheus'), { port: PROMETHEUS })).toBe(false);
  });

  it('people see Grafana and the traces by the ingress alone', () => {
    const traefik: Party = {
      labels: { 'app.kubernetes.io/name': 'traefik' },
      namespace: namespaceNamed('traefik'),
    };
    const seen = (from: Party) =>
      [GRAFANA, QUERY, OTLP].filter((port) =>
        ['grafana', 'traces'].some((to) => allows(manifest, from, pod(to), { port })),
      );
    expect(seen(traefik)).toEqual([GRAFANA, QUERY]);
    expect(seen(stranger)).toEqual([]);
  });
});

describe('without the bundle', () => {
  it.each([
    ['http://collector.example.org:4318', 4318],
    ['https://collector.example.org/otlp', 443],
    ['http://collector.example.org', 80],
  ])('spans go to %s at its port', (endpoint, port) => {
    const manifest = render({ values: { tracing: { endpoint } } });
    const components = [...SERVICES, 'redis', 'test'];
    const reaching = components.filter((from) => allows(manifest, partyOf(manifest.pod(from)), world, { port }));
    expect(reaching).toEqual(SERVICES);
  });
});
