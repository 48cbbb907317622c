import { describe, expect, it } from '@jest/globals';
import { describePath, patchOf, valueAt, type FieldPath } from './field-path.js';

const THREADS: FieldPath = ['spec', 'containers', { name: 'threaded' }, 'env', { name: 'THREADS' }];
const CPU: FieldPath = ['spec', 'containers', { name: 'threaded' }, 'resources', 'limits', 'cpu'];
const REPLICAS: FieldPath = ['spec', 'replicas'];

describe('a field of an object', () => {
  it('is found by names, and in lists by what keys an entry', () => {
    const env = [
      { name: 'WORKERS', value: '1' },
      { name: 'THREADS', value: '4' },
    ];
    const object = { spec: { replicas: 0, containers: [{ name: 'sidecar' }, { name: 'threaded', env }] } };
    expect(valueAt(object, THREADS)).toEqual({ name: 'THREADS', value: '4' });
    expect(valueAt(object, REPLICAS)).toBe(0);
    expect(valueAt(object, CPU)).toBeNull();
    expect(valueAt(undefined, CPU)).toBeNull();
  });

  it('is patched together with others, each list entry once', () => {
    const patch = patchOf([
      { path: REPLICAS, value: 2 },
      { path: THREADS, value: { name: 'THREADS', value: '8' } },
      { path: CPU, value: '300m' },
    ]);
    expect(patch).toEqual({
      spec: {
        replicas: 2,
        containers: [
          { name: 'threaded', env: [{ name: 'THREADS', value: '8' }], resources: { limits: { cpu: '300m' } } },
        ],
      },
    });
  });

  it('is taken away where it was not there', () => {
    expect(patchOf([{ path: THREADS, value: null }])).toEqual({
      spec: { containers: [{ name: 'threaded', env: [{ name: 'THREADS', $patch: 'delete' }] }] },
    });
    expect(patchOf([{ path: CPU, value: null }])).toMatchObject({
      spec: { containers: [{ resources: { limits: { cpu: null } } }] },
    });
  });

  it('is told as errors of the API server tell it', () => {
    expect(describePath(THREADS)).toBe('spec.containers[threaded].env[THREADS]');
  });
});
