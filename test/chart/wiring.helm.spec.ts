import { describe, expect, it } from '@jest/globals';
import { everything } from './support/everything.js';
import { render } from './support/helm.js';
import type { Manifest } from './support/manifest.js';
import { renderings } from './support/renderings.js';

type Labels = Readonly<Record<string, string>> | undefined;

/** The pods that a selector by labels selects. */
function selected(manifest: Manifest, selector: Labels): string[] {
  const wanted = Object.entries(selector!);
  const pods = manifest.pods.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels![key] === value));
  return pods.map(({ of }) => of);
}

describe.each(renderings)('with %s', (_name, manifest) => {
  it('each Deployment and StatefulSet selects its own pods and no others', () => {
    for (const owner of [...manifest.all('Deployment'), ...manifest.all('StatefulSet')]) {
      const { selector } = owner.spec!;
      expect(selected(manifest, selector.matchLabels)).toEqual([`${owner.kind}/${owner.metadata!.name}`]);
    }
  });

  it('each Service selects the pods of one component, at a port that they have', () => {
    for (const { metadata, spec } of manifest.all('Service')) {
      const [pod, ...others] = selected(manifest, spec!.selector);
      expect([metadata!.name, pod === undefined, others]).toEqual([metadata!.name, false, []]);
      const component = spec!.selector!['app.kubernetes.io/component']!;
      const ports = manifest.pod(component).spec.containers.flatMap(({ ports = [] }) => ports.map(({ name }) => name));
      for (const { targetPort } of spec!.ports!) expect(ports).toContain(targetPort);
    }
  });

  it('each backend of a route is a Service with that port', () => {
    const ingress = manifest.all('Ingress').flatMap(({ spec }) => spec!.rules!.flatMap(({ http }) => http!.paths));
    const backends = ingress.map(({ backend }) => backend.service!);
    expect(backends.length).toBeGreaterThan(0);
    for (const { name, port } of backends) {
      expect(manifest.one('Service', name).spec!.ports!.map((each) => each.name)).toContain(port!.name);
    }
    const routes = manifest.all('HTTPRoute').flatMap(({ spec }) => spec.rules!.flatMap((rule) => rule.backendRefs!));
    for (const { name, port } of routes) {
      expect(manifest.one('Service', name).spec!.ports!.map((each) => each.port)).toContain(port);
    }
  });

  it('each autoscaler and budget is for a Deployment', () => {
    for (const { spec } of manifest.all('HorizontalPodAutoscaler')) {
      expect(manifest.names('Deployment')).toContain(spec.scaleTargetRef.name);
    }
    for (const { spec } of manifest.all('ScaledObject')) {
      expect(manifest.names('Deployment')).toContain(spec.scaleTargetRef.name);
    }
    for (const { metadata, spec } of manifest.all('PodDisruptionBudget')) {
      expect(selected(manifest, spec!.selector!.matchLabels)).toEqual([`Deployment/${metadata!.name}`]);
    }
  });

  it('each ConfigMap, account, volume and Service that a pod names is there', () => {
    for (const { spec } of manifest.pods) {
      expect(manifest.names('ServiceAccount')).toContain(spec.serviceAccountName);
      const maps = spec.volumes!.flatMap(({ configMap }) => configMap?.name ?? []);
      for (const name of maps) expect(manifest.names('ConfigMap')).toContain(name);
      const claims = spec.volumes!.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
      for (const name of claims) expect(manifest.names('PersistentVolumeClaim')).toContain(name);
      const volumes = spec.volumes!.map(({ name }) => name);
      const containers = [...(spec.initContainers ?? []), ...spec.containers];
      for (const { name } of containers.flatMap(({ volumeMounts = [] }) => volumeMounts)) {
        expect([...volumes, 'data']).toContain(name);
      }
    }
    const { hostname: upstream } = new URL(manifest.env('threaded').UPSTREAM_URL!);
    expect(manifest.names('Service')).toContain(upstream);
    for (const { spec } of manifest.all('StatefulSet')) {
      expect(manifest.one('Service', spec!.serviceName!).spec!.clusterIP).toBe('None');
      const { hostname } = new URL(manifest.env('queue').REDIS_URL!);
      expect(manifest.one('Service', hostname).spec!.ports![0]!.port).toBe(6379);
    }
  });
});

describe('two releases', () => {
  const ours = render({ values: everything, release: 'one' });

  it.each([
    ['in one namespace', render({ values: everything, release: 'two' })],
    ['of which one has the name of the chart', render({ values: everything, release: 'fleetlab' })],
  ])('%s share no name, and select none of the other', (_where, theirs) => {
    const ids = ({ objects }: Manifest) =>
      objects
        .filter(({ metadata }) => !metadata!.name!.startsWith('of-'))
        .map(({ kind, metadata }) => `${kind}/${metadata!.name}`);
    expect(ids(ours).filter((id) => ids(theirs).includes(id))).toEqual([]);
    const selectors = [
      ...ours.all('Service').map(({ spec }) => spec!.selector),
      ...ours.all('Deployment').map(({ spec }) => spec!.selector.matchLabels),
      ...ours.all('NetworkPolicy').map(({ spec }) => spec!.podSelector!.matchLabels),
      ...ours.all('PodDisruptionBudget').map(({ spec }) => spec!.selector!.matchLabels),
    ];
    expect(selectors.flatMap((selector) => selected(theirs, selector))).toEqual([]);
  });

  it('in two namespaces keep their jobs apart in one Redis', () => {
    const [here, there] = ['here', 'there'].map((namespace) => render({ namespace }).env('queue').QUEUE_PREFIX);
    expect([here, there]).toEqual(['here.lab-fleetlab', 'there.lab-fleetlab']);
  });
});
