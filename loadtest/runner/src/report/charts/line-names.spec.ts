import { describe, expect, it } from '@jest/globals';
import type { Held } from '../../results/scaling.js';
import { lineNames } from './line-names.js';

const names = (...held: readonly Held[]) =>
  lineNames(held.map((each) => ({ over: 'replicas', held: each, points: [] as never })));

describe('the names of lines', () => {
  it('say only what tells them apart', () => {
    expect(names({ replicas: null, workers: 1, threads: 1 }, { replicas: null, workers: 1, threads: 4 })).toEqual([
      '1 thread',
      '4 threads',
    ]);
  });

  it('are letters where it takes two factors', () => {
    expect(names({ replicas: null, workers: 1, threads: 1 }, { replicas: null, workers: 2, threads: 4 })).toEqual([
      'w1 t1',
      'w2 t4',
    ]);
  });

  it('are none where there is one line', () => {
    expect(names({ replicas: null, workers: 1, threads: null })).toEqual(['']);
  });
});
