import { describe, expect, it } from '@jest/globals';
import { SERVICES, valuesOf } from './support/components.js';
import { render } from './support/helm.js';

const autoscaling = { enabled: true, minReplicas: 2, maxReplicas: 4, targetCPUUtilizationPercentage: 70 };
const behavior = { scaleDown: { stabilizationWindowSeconds: 15 } };

describe.each(SERVICES)('%s with its autoscaler', (component) => {
  const name = `lab-fleetlab-${component}`;
  const manifest = render({ values: valuesOf(component, { autoscaling: { ...autoscaling, behavior } }) });

  it('has no number of replicas of its own', () => {
    expect(manifest.one('Deployment', name).spec).not.toHaveProperty('replicas');
    expect(render().one('Deployment', name).spec).toHaveProperty('replicas', 1);
  });

  it('is scaled by its use of the CPU, as fast as is said', () => {
    expect(manifest.names('HorizontalPodAutoscaler')).toEqual([name]);
    expect(manifest.one('HorizontalPodAutoscaler', name).spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
      behavior,
    });
  });

  it('has a budget for disruptions, since it can have more than one pod', () => {
    expect(manifest.names('PodDisruptionBudget')).toEqual([name]);
    expect(manifest.one('PodDisruptionBudget', name).spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });
});

describe('a budget for disruptions', () => {
  it('is for no single pod', () => expect(render().names('PodDisruptionBudget')).toEqual([]));

  it('is for several pods, unless it is off', () => {
    const services = { async: { replicas: 2 } };
    expect(render({ values: { services } }).names('PodDisruptionBudget')).toEqual(['lab-fleetlab-async']);
    const off = { services, podDisruptionBudget: { enabled: false } };
    expect(render({ values: off }).names('PodDisruptionBudget')).toEqual([]);
  });
});

describe('a rollout', () => {
  it('takes no pod away before the next is ready', () => {
    for (const { spec } of render().all('Deployment')) {
      expect(spec!.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    }
  });
});

describe('a model that is off', () => {
  it('leaves nothing behind: no object, no route', () => {
    const manifest = render({ values: { services: { queue: { enabled: false } } } });
    const names = manifest.objects.map(({ metadata }) => metadata!.name!);
    expect(names.filter((name) => /queue|redis|job/.test(name))).toEqual([]);
    expect(JSON.stringify(manifest.all('Ingress'))).not.toContain('queue');
  });
});
