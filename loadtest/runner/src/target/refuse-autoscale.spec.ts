import { expect, it } from '@jest/globals';
import { GOOD_CELL } from '../../fixtures/good-evidence.js';
import { refuseAutoscale } from './refuse-autoscale.js';

it('an autoscaler is refused where there is no cluster, with what to do', () => {
  const shape = { ...GOOD_CELL.shape, autoscale: { maxReplicas: 3, targetPercent: 80 } };
  expect(() => refuseAutoscale([GOOD_CELL], 'local')).not.toThrow();
  expect(() => refuseAutoscale([GOOD_CELL, { ...GOOD_CELL, shape }], 'local')).toThrow(
    '--target local has no autoscaler, and threaded r1 w1 t4 a1-3@80 wants one: give --target kubernetes, or leave matrix.autoscale out.',
  );
});
