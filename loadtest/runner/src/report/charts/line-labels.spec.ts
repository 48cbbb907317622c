import { describe, expect, it } from '@jest/globals';
import type { ScalingCurve, ScalingPoint } from '../../results/scaling.js';
import { lineLabels } from './line-labels.js';

function curves(...ends: readonly number[]): ScalingCurve[] {
  return ends.map((mean, index) => ({
    over: 'replicas',
    held: { replicas: null, workers: 1, threads: index + 1 },
    points: [{ size: 4, throughput: { mean, ci95: null } } as ScalingPoint],
  }));
}

const labels = (...ends: readonly number[]) => lineLabels(curves(...ends), 10).map(({ y, text }) => [y, text]);

describe('the labels of lines', () => {
  it('stand at their ends, moved apart where these are close', () => {
    expect(labels(50, 102, 100)).toEqual([
      [50, '1 thread'],
      [100, '3 threads'],
      [110, '2 threads'],
    ]);
  });

  it('count many that end as one', () => {
    expect(labels(50, 100, 101, 102, 103)).toEqual([
      [50, '1 thread'],
      [100, '4 alike'],
    ]);
  });
});
