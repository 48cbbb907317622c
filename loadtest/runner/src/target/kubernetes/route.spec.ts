import { describe, expect, it } from '@jest/globals';
import type { V1Ingress } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import { UsageError } from '../../usage-error.js';
import { findRoute, type RouteOptions } from './route.js';

const never = new AbortController().signal;
const ingress = (point: object | undefined, host?: string): V1Ingress => ({
  metadata: { name: 'lab' },
  spec: { rules: [{ host }] },
  status: { loadBalancer: { ingress: point ? [point] : [] } },
});

describe('where the models answer', () => {
  it.each([
    ['http://203.0.113.7', { ip: '203.0.113.7' }],
    ['http://lb.test', { hostname: 'lb.test', ip: '203.0.113.7' }],
  ])('is %s where the Ingress says so, from inside the cluster too', async (baseUrl, point) => {
    expect(await routeOf(ingress(point, 'lab.test'))).toEqual({
      baseUrl,
      headers: { host: 'lab.test' },
      inCluster: { baseUrl, headers: { host: 'lab.test' }, namespace: 'space' },
    });
  });

  it('is the address that is given, with the host that the Ingress goes by', async () => {
    const given = { url: 'http://127.0.0.1:18080', urlInCluster: 'http://traefik.kube-system.svc' };
    const authorization = 'Bearer x';
    expect(await routeOf(ingress(undefined, 'lab.test'), { ...given, headers: { authorization } })).toEqual({
      baseUrl: given.url,
      headers: { host: 'lab.test', authorization },
      inCluster: { baseUrl: given.urlInCluster, headers: { host: 'lab.test', authorization }, namespace: 'space' },
    });
    expect(await routeOf(ingress(undefined, 'lab.test'), { ...given, headers: { host: 'other.test' } })).toMatchObject({
      headers: { host: 'other.test' },
    });
  });

  it('is not known inside the cluster where it is this machine', async () => {
    expect(await routeOf(ingress({ ip: '127.0.0.1' }))).toEqual({ baseUrl: 'http://127.0.0.1', headers: {} });
  });

  it.each([
    ['no Ingress', undefined, /The release 'lab' has no Ingress .* --url/],
    ['an Ingress that nobody has taken', ingress(undefined), /The Ingress lab has no address yet: .* --url/],
  ])('has to be given for %s', async (_, found, message) => {
    await expect(routeOf(found)).rejects.toThrow(message);
    await expect(routeOf(found)).rejects.toBeInstanceOf(UsageError);
  });
});

function routeOf(found: V1Ingress | undefined, options: RouteOptions = { headers: {} }) {
  const cluster = {
    namespace: 'space',
    networking: { listNamespacedIngress: () => Promise.resolve({ items: found ? [found] : [] }) },
    call: <T>(_what: string, ask: () => Promise<T>) => ask(),
  };
  return findRoute(cluster as unknown as Cluster, 'lab', options, never);
}
