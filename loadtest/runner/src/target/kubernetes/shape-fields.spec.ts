import { describe, expect, it } from '@jest/globals';
import { valueAt, type FieldValue } from '../../kubernetes/field-path.js';
import type { Deployment } from './release.js';
import { differingFields, fieldsFor, fieldsOfPods, shapeFields } from './shape-fields.js';

const CONTAINER = {
  name: 'threaded',
  env: [{ name: 'THREADS', value: '4' }],
  resources: { limits: { memory: '512Mi' } },
};
const DEPLOYMENT = {
  metadata: { name: 'lab-threaded', resourceVersion: '1' },
  spec: {
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: { spec: { containers: [CONTAINER] } },
  },
} as unknown as Deployment;

const before = shapeFields('threaded', DEPLOYMENT).map((path) => ({ path, value: valueAt(DEPLOYMENT, path) }));
const shaped = { component: 'threaded', replicas: 3, env: { WORKERS: 2, THREADS: 4 } };
const told = (fields: readonly FieldValue[]) =>
  Object.fromEntries(fields.map(({ path, value }) => [lastOf(path.at(-1)!), value]));

describe('the fields of a Deployment', () => {
  it('are changed where the setting wants them otherwise, and all its pods at once', () => {
    expect(told(differingFields(DEPLOYMENT, fieldsFor(shaped, before)))).toEqual({
      replicas: 3,
      maxSurge: 0,
      maxUnavailable: '100%',
      WORKERS: { name: 'WORKERS', value: '2' },
    });
  });

  it('are as they were where the setting says nothing', () => {
    const changed = structuredClone(DEPLOYMENT) as unknown as {
      spec: { template: { spec: { containers: object[] } } };
    };
    changed.spec.template.spec.containers[0] = { ...CONTAINER, env: [], resources: { limits: { cpu: '300m' } } };
    const differing = told(differingFields(changed, fieldsFor({ ...shaped, env: {} }, before)));
    expect(differing).toMatchObject({ THREADS: { name: 'THREADS', value: '4' }, cpu: null });
  });

  it('come in the order of the list that they are in, in which a patch would leave them', () => {
    const env = ['THREADS', 'NODE_NAME', 'WORKERS'].map((name) => ({ name, value: '2' }));
    const deployment = structuredClone(DEPLOYMENT) as unknown as {
      spec: { template: { spec: { containers: object[] } } };
    };
    deployment.spec.template.spec.containers[0] = { ...CONTAINER, env };
    const names = shapeFields('threaded', deployment as unknown as Deployment).map((path) => lastOf(path.at(-1)!));
    expect(names.filter((name) => name === name.toUpperCase())).toEqual([
      'THREADS',
      'WORKERS',
      'PROCESSES',
      'CONCURRENCY',
    ]);
  });

  it.each([
    [300, '300m'],
    [2000, '2'],
  ])('have a CPU limit of %i thousandths as the API server writes it', (cpuMillis, cpu) => {
    expect(told(fieldsFor({ ...shaped, cpuMillis }, before))).toMatchObject({ cpu });
  });

  it('do not say how pods are replaced where all are anyway', () => {
    const recreated = { ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, strategy: { type: 'Recreate' } } };
    expect(JSON.stringify(shapeFields('threaded', recreated))).not.toContain('rollingUpdate');
  });

  it('tell a pod that is new from one of before', () => {
    const ofPods = fieldsOfPods(fieldsFor(shaped, before));
    const podWith = (env: readonly object[]) => ({ spec: { containers: [{ ...CONTAINER, env }] } });
    expect(differingFields(podWith(CONTAINER.env), ofPods)).toHaveLength(1);
    expect(differingFields(podWith([...CONTAINER.env, { name: 'WORKERS', value: '2' }]), ofPods)).toEqual([]);
  });
});

function lastOf(step: string | Readonly<Record<string, string>>): string {
  return typeof step === 'string' ? step : step.name!;
}
