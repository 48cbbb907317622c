import { describe, expect, it } from '@jest/globals';
import { MODELS as models } from './support/components.js';
import { render } from './support/helm.js';

/** As the routes have them. */
const MODELS = [...models].sort();
const gateway = { enabled: true, parentRefs: [{ name: 'gateway' }] };

function ingress(values: object = {}) {
  return render({ values: { ingress: values } }).one('Ingress', 'lab-fleetlab');
}

function route(values: object = {}) {
  return render({ values: { gatewayApi: { ...gateway, ...values } } }).one('HTTPRoute', 'lab-fleetlab').spec;
}

describe('the Ingress', () => {
  it('has one rule without a host, with a path for each model, and nothing of the admin port', () => {
    const { spec } = ingress();
    expect(spec!.rules).toHaveLength(1);
    expect(spec!.rules![0]).not.toHaveProperty('host');
    expect(spec!.rules![0]!.http!.paths).toEqual(
      MODELS.map((model) => ({
        path: `/${model}`,
        pathType: 'Prefix',
        backend: { service: { name: `lab-fleetlab-${model}`, port: { name: 'http' } } },
      })),
    );
    expect(JSON.stringify(spec)).not.toMatch(/admin|9090/);
  });

  it('has a rule for each host, with TLS and a class where they are given', () => {
    const tls = [{ hosts: ['a.example.org'], secretName: 'tls' }];
    const { spec } = ingress({ hosts: ['a.example.org', 'b.example.org'], tls, className: 'traefik' });
    expect(spec!.rules!.map(({ host }) => host)).toEqual(['a.example.org', 'b.example.org']);
    expect([spec!.tls, spec!.ingressClassName]).toEqual([tls, 'traefik']);
    expect(ingress().spec).not.toHaveProperty('ingressClassName');
  });

  it('has ingress-nginx wait for longer than a request may take, and ask nobody twice', () => {
    const annotations = ingress().metadata!.annotations!;
    expect(Number(annotations['nginx.ingress.kubernetes.io/proxy-read-timeout'])).toBeGreaterThan(60);
    expect(annotations['nginx.ingress.kubernetes.io/proxy-next-upstream']).toBe('off');
  });

  it('can be left out', () => {
    expect(render({ values: { ingress: { enabled: false } } }).names('Ingress')).toEqual([]);
  });
});

describe('the HTTPRoute', () => {
  it('is not there unless it is asked for', () => expect(render().names('HTTPRoute')).toEqual([]));

  it('has a rule for each model, with a time-out that is longer than a request may take', () => {
    expect(route()).toEqual({
      parentRefs: [{ name: 'gateway' }],
      rules: MODELS.map((model) => ({
        matches: [{ path: { type: 'PathPrefix', value: `/${model}` } }],
        backendRefs: [{ name: `lab-fleetlab-${model}`, port: 80 }],
        timeouts: { request: '75s' },
      })),
    });
  });

  it('has the names of hosts and the section of the Gateway that are given', () => {
    const parentRefs = [{ name: 'gateway', namespace: 'edge', sectionName: 'https' }];
    expect(route({ parentRefs, hostnames: ['lab.example.org'] })).toMatchObject({
      parentRefs,
      hostnames: ['lab.example.org'],
    });
  });

  it('has no time-out where the Gateway is to decide', () => {
    const timed = route({ requestTimeout: null }).rules!.filter(({ timeouts }) => timeouts);
    expect(timed).toEqual([]);
  });

  it('has no rule for a model that is off', () => {
    const values = { gatewayApi: gateway, services: { blocking: { enabled: false } } };
    const { rules } = render({ values }).one('HTTPRoute', 'lab-fleetlab').spec;
    expect(rules!.map(({ backendRefs }) => backendRefs![0]!.name)).not.toContain('lab-fleetlab-blocking');
  });
});
