import { describe, expect, it } from '@jest/globals';
import { setting as shapeOf } from '../../../fixtures/simulated-run.js';
import { settingOf } from './setting.js';

describe('the pods of a shape', () => {
  it.each([
    ['blocking', { replicas: 2, workers: 4 }, { component: 'blocking', replicas: 2, env: { WORKERS: 4 } }],
    [
      'threaded',
      { replicas: 2, workers: 2, threads: 8 },
      { component: 'threaded', replicas: 2, env: { WORKERS: 2, THREADS: 8 } },
    ],
    ['async', { replicas: 1 }, { component: 'async', replicas: 1, env: { WORKERS: 1 } }],
    [
      'async',
      { replicas: 1, threads: 3 },
      { component: 'async', replicas: 1, env: { WORKERS: 1, THREADS: 3, PROCESSES: 3 } },
    ],
    [
      'queue',
      { replicas: 2, workers: 3, threads: 4 },
      { component: 'queue-worker', replicas: 6, env: { CONCURRENCY: 4 } },
    ],
  ] as const)('of %s, with %j, are those of one component', (model, factors, expected) => {
    expect(settingOf(shapeOf(model, factors).shape)).toEqual(expected);
  });

  it('have a CPU limit where the shape has one', () => {
    expect(settingOf({ ...shapeOf('blocking').shape, cpuMillis: 300 })).toMatchObject({ cpuMillis: 300 });
  });
});
