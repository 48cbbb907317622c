import { describe, expect, it } from '@jest/globals';
import type { Via, Work } from '../experiment/plan.js';
import { slotsOfCell } from './slots-of-cell.js';

const SLEEP: Work = { kind: 'single', name: 'sleep', params: { ms: 1 } };
const COMPUTE: Work = { kind: 'single', name: 'compute', params: { n: 10 } };
const MIX: Work = {
  kind: 'mix',
  parts: [
    { name: 'sleep', params: { ms: 1 }, weight: 1 },
    { name: 'compute', params: { n: 10 }, weight: 1 },
  ],
};

describe('the slots of a cell', () => {
  it('are those its service tells: for waiting, for computing, and for a mix those for waiting', () => {
    const shape = { model: 'threaded', replicas: 2, workers: 1, threads: 8 } as const;
    const deployed = { slots: { wait: 16, cpu: 4 }, cores: 4 };
    expect(slotsOfCell({ shape, via: null, work: SLEEP }, deployed)).toBe(16);
    expect(slotsOfCell({ shape, via: null, work: COMPUTE }, deployed)).toBe(4);
    expect(slotsOfCell({ shape, via: null, work: MIX }, deployed)).toBe(16);
  });

  it('for computing are no more than the CPU limits of all pods allow', () => {
    const shape = { model: 'threaded', replicas: 3, workers: 1, threads: 8, cpuMillis: 300 } as const;
    const deployed = { slots: { wait: 24, cpu: 2 }, cores: 2 };
    expect(slotsOfCell({ shape, via: null, work: COMPUTE }, deployed)).toBe(0.9);
    expect(slotsOfCell({ shape, via: null, work: SLEEP }, deployed)).toBe(24);
    const queue = { ...shape, model: 'queue', workers: 2 } as const;
    expect(slotsOfCell({ shape: queue, via: null, work: COMPUTE }, deployed)).toBe(1.8);
  });

  it.each<[Via, number | null, number]>([
    ['loop', null, 4],
    ['sliced', null, 4],
    ['blocking', 4, 4],
    ['thread', 12, 6],
    ['process', 12, 6],
  ])('of async via=%s are %s for waiting and %d for computing', (via, wait, cpu) => {
    const shape = { model: 'async', replicas: 2, workers: 2, threads: 3 } as const;
    const deployed = { slots: { wait: null, cpu: 4 }, cores: 6 };
    expect(slotsOfCell({ shape, via, work: SLEEP }, deployed)).toBe(wait);
    expect(slotsOfCell({ shape, via, work: COMPUTE }, deployed)).toBe(cpu);
  });
});
