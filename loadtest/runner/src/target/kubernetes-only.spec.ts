import { describe, expect, it } from '@jest/globals';
import { GOOD_CELL } from '../../fixtures/good-evidence.js';
import { UsageError } from '../usage-error.js';
import { refuseKubernetesFactors } from './kubernetes-only.js';

const cellOf = (factors: object) => ({ ...GOOD_CELL, shape: { ...GOOD_CELL.shape, ...factors } });

describe('a target without Kubernetes', () => {
  it('takes what it can set up', () => {
    expect(() => refuseKubernetesFactors([GOOD_CELL], 'it cannot')).not.toThrow();
  });

  it('refuses the rest before anything is started, and says what to do', () => {
    const cells = [GOOD_CELL, cellOf({ cpuMillis: 300 })];
    expect(() => refuseKubernetesFactors(cells, 'this machine has no pods')).toThrow(
      new UsageError(
        'The experiment has matrix.cpuLimit, and this machine has no pods. ' +
          'Run it with --target kubernetes, or take it out of the file.',
      ),
    );
    const both = [...cells, cellOf({ autoscale: { maxReplicas: 3, targetPercent: 50 } })];
    expect(() => refuseKubernetesFactors(both, '')).toThrow(/matrix\.cpuLimit and matrix\.autoscale.* take them out/);
  });
});
