import { describe, expect, it } from '@jest/globals';
import { SERVICES } from './support/components.js';
import { everything } from './support/everything.js';
import { render } from './support/helm.js';
import { renderings } from './support/renderings.js';

const LONGEST_REQUEST_SECONDS = 60;

describe.each(renderings)('with %s', (_name, manifest) => {
  const { pods } = manifest;
  const services = pods.filter(({ component }) => SERVICES.includes(component));

  it.each(pods)('$of keeps to restricted Pod Security', ({ spec }) => {
    expect(spec.enableServiceLinks).toBe(false);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.securityContext!.runAsUser).toBeGreaterThan(0);
    for (const { securityContext } of [...(spec.initContainers ?? []), ...spec.containers]) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
    expect([spec.hostNetwork, spec.hostPID, spec.hostIPC]).toEqual([undefined, undefined, undefined]);
  });

  it('no pod has a token but those that ask the API server: Prometheus, and the Job of an experiment', () => {
    const having = pods.filter(({ spec }) => spec.automountServiceAccountToken !== false);
    expect(having.filter(({ component }) => !['prometheus', 'experiment'].includes(component))).toEqual([]);
    for (const { automountServiceAccountToken } of manifest.all('ServiceAccount')) {
      expect(automountServiceAccountToken).toBe(false);
    }
  });

  it('each container asks for CPU and memory, and is bounded in memory and disk', () => {
    for (const { spec } of pods) {
      for (const { resources } of [...(spec.initContainers ?? []), ...spec.containers]) {
        expect(Object.keys(resources!.requests!)).toEqual(
          expect.arrayContaining(['cpu', 'memory', 'ephemeral-storage']),
        );
        expect(Object.keys(resources!.limits!)).toEqual(expect.arrayContaining(['memory', 'ephemeral-storage']));
      }
      const sizes = spec.volumes!.flatMap(({ name, emptyDir }) => (name === 'tmp' ? [emptyDir!.sizeLimit] : []));
      expect(sizes).toEqual(['64Mi']);
    }
  });

  it('each pod says what it is', () => {
    for (const { metadata } of pods) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'fleetlab',
        'app.kubernetes.io/instance': 'lab',
        'app.kubernetes.io/part-of': 'fleetlab',
        'app.kubernetes.io/version': expect.any(String),
      });
    }
  });

  it('each service is probed on the admin port, which its work cannot hold, and is killed only after a minute', () => {
    for (const { spec } of services) {
      const { startupProbe, livenessProbe, readinessProbe, ports } = spec.containers[0]!;
      expect(ports).toContainEqual({ name: 'admin', containerPort: 9090 });
      expect(startupProbe!.httpGet).toEqual({ path: '/livez', port: 'admin' });
      expect(livenessProbe!.httpGet).toEqual({ path: '/livez', port: 'admin' });
      expect(readinessProbe!.httpGet).toEqual({ path: '/readyz', port: 'admin' });
      expect(livenessProbe!.periodSeconds! * livenessProbe!.failureThreshold!).toBeGreaterThanOrEqual(60);
    }
  });

  it('each service has a pause for the balancers, then more time to end than the longest request takes', () => {
    for (const { spec, component } of services) {
      const pauseSeconds = spec.containers[0]!.lifecycle!.preStop!.sleep!.seconds;
      const { GRACE_MS, DRAIN_DELAY_MS } = manifest.env(component);
      const graceSeconds = Number(GRACE_MS) / 1000;
      expect(pauseSeconds).toBeGreaterThan(0);
      expect(DRAIN_DELAY_MS).toBe('0');
      expect(graceSeconds).toBeGreaterThan(LONGEST_REQUEST_SECONDS);
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(pauseSeconds + graceSeconds);
    }
  });

  it('each service is spread over nodes, where there are any', () => {
    for (const { spec } of services) {
      expect(spec.topologySpreadConstraints).toMatchObject([
        { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
      ]);
    }
  });
});

describe('the drain', () => {
  it('moves pause, grace and the end of the pod together', () => {
    const manifest = render({ values: { drain: { preStopSeconds: 20, graceSeconds: 120 } } });
    const { spec } = manifest.pod('async');
    expect(spec.containers[0]!.lifecycle).toEqual({ preStop: { sleep: { seconds: 20 } } });
    expect(manifest.env('async').GRACE_MS).toBe('120000');
    expect(spec.terminationGracePeriodSeconds).toBe(150);
  });

  it('has no pause where none is wanted', () => {
    const { spec } = render({ values: { drain: { preStopSeconds: 0 } } }).pod('async');
    expect(spec.containers[0]!.lifecycle).toBeUndefined();
  });
});

describe('a setting of the pods', () => {
  const manifest = render({ values: everything });

  it('of the fleet is in all of them, a component of its own adds or replaces', () => {
    const { metadata, spec } = manifest.pod('blocking');
    expect(metadata.annotations!.note).toBe('blocking');
    expect(metadata.labels).toMatchObject({ cost: 'lab', team: 'lab' });
    expect(spec.nodeSelector).toEqual({ disk: 'slow' });
    expect(manifest.pod('async').metadata.annotations!.note).toBe('fleet');
    expect(manifest.pod('async').spec).toMatchObject({
      nodeSelector: { disk: 'fast' },
      tolerations: [{ key: 'lab', operator: 'Exists' }],
      priorityClassName: 'low',
      runtimeClassName: 'runc',
      imagePullSecrets: [{ name: 'pull' }],
    });
    expect(manifest.env('queue')).toMatchObject({ NODE_OPTIONS: expect.any(String), QUEUE_NOTE: 'api' });
  });

  it('is in the pods of Redis and of helm test too', () => {
    for (const component of ['redis', 'test']) {
      const { metadata, spec } = manifest.pod(component);
      expect([component, metadata.labels]).toEqual([component, expect.objectContaining({ cost: 'lab', team: 'lab' })]);
      expect(metadata.annotations).toMatchObject({ note: 'fleet' });
      expect(spec).toMatchObject({
        nodeSelector: { disk: 'fast' },
        tolerations: [{ key: 'lab', operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        priorityClassName: 'low',
        schedulerName: 'default-scheduler',
      });
    }
  });

  it('replaces an annotation that the chart makes', () => {
    const scraped = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' };
    expect(render().pod('async').metadata.annotations).toMatchObject(scraped);
    const values = { podAnnotations: { 'prometheus.io/scrape': 'false' } };
    expect(render({ values }).pod('async').metadata.annotations).toMatchObject({ 'prometheus.io/scrape': 'false' });
    const unscraped = render({ values: { monitoring: { scrapeAnnotations: false } } }).pod('async');
    expect(Object.keys(unscraped.metadata.annotations!)).toEqual(['checksum/settings']);
  });

  it('cannot take the labels away by which pods are found', () => {
    const label = { 'app.kubernetes.io/component': 'other' };
    const { metadata } = render({ values: { podLabels: label, commonLabels: label } }).pod('async');
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/component': 'async' });
  });
});
