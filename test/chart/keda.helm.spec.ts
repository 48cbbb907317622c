import { describe, expect, it } from '@jest/globals';
import { components, SERVICES, valuesOf } from './support/components.js';
import { render } from './support/helm.js';

const bundled = { monitoring: { bundled: { prometheus: { enabled: true } } } };
const byWaiting = (component: string, keda: object = {}) =>
  valuesOf(component, {
    autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4, keda: { enabled: true, ...keda } },
  });
const waiting = SERVICES.filter((component) => components[component]!.waits);

describe.each(waiting)('%s scaled by KEDA', (component) => {
  const name = `lab-fleetlab-${component}`;
  const manifest = render({ values: { ...bundled, ...byWaiting(component, { waiting: 8 }) } });

  it('has a ScaledObject and no autoscaler beside it, nor a number of replicas', () => {
    expect(manifest.names('HorizontalPodAutoscaler')).toEqual([]);
    expect(manifest.names('ScaledObject')).toEqual([name]);
    expect(manifest.one('Deployment', name).spec).not.toHaveProperty('replicas');
    expect(manifest.names('PodDisruptionBudget')).toEqual([name]);
  });

  it('asks the bundled Prometheus what waits for its pods', () => {
    const { spec } = manifest.one('ScaledObject', name);
    expect(spec).toMatchObject({ minReplicaCount: 2, maxReplicaCount: 4, pollingInterval: 15 });
    expect(spec.scaleTargetRef.name).toBe(name);
    expect(spec.triggers).toEqual([
      {
        type: 'prometheus',
        metadata: {
          serverAddress: 'http://lab-fleetlab-prometheus.space.svc:9090',
          query:
            component === 'queue-worker'
              ? 'sum(max by (queue) (fleetlab_queue_jobs{namespace="space",release="lab",state="waiting"}))'
              : `sum(fleetlab_run_waiting{namespace="space",release="lab",component="${component}"})`,
          threshold: '8',
        },
      },
    ]);
  });

  it('lets whoever may monitor ask that Prometheus: KEDA has a namespace of its own', () => {
    const from = (values: object) =>
      render({ values }).one('NetworkPolicy', 'lab-fleetlab-prometheus').spec!.ingress![0]!.from;
    expect(from({ ...bundled, ...byWaiting(component) })).toEqual([{ podSelector: {} }, { namespaceSelector: {} }]);
    expect(from(bundled)).toEqual([{ podSelector: {} }]);
  });
});

describe('a ScaledObject', () => {
  it('is as fast as is said, and asks another Prometheus where one is given', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 15 } };
    const keda = { enabled: true, prometheusUrl: 'http://prometheus.example.org' };
    const values = { services: { async: { autoscaling: { enabled: true, behavior, keda } } } };
    const { spec } = render({ values }).one('ScaledObject', 'lab-fleetlab-async');
    expect(spec.advanced).toEqual({ horizontalPodAutoscalerConfig: { behavior } });
    expect(spec.triggers[0]!.metadata.serverAddress).toBe('http://prometheus.example.org');
  });

  it('is refused without a Prometheus, and for what nothing waits for', () => {
    expect(() => render({ values: byWaiting('threaded') })).toThrow(
      'services.threaded.autoscaling.keda needs a Prometheus: set services.threaded.autoscaling.keda.prometheusUrl',
    );
    expect(() =>
      render({
        values: { ...bundled, ...byWaiting('upstream', { waiting: 1, pollingSeconds: 15, prometheusUrl: '' }) },
      }),
    ).toThrow('upstream.autoscaling.keda: nothing that is counted waits for its pods');
  });
});
