import { describe, expect, it } from '@jest/globals';
import { steps } from './steps.js';

describe('steps', () => {
  it.each(['blocking', 'nonBlocking'] as const)('reports each step in its %s form', async (form) => {
    const reports: number[][] = [];
    const context = { upstream: {} as never, onProgress: (done: number, total: number) => reports.push([done, total]) };
    await steps[form]!({ n: 3, ms: 1 }, context);
    expect(reports).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('asks for as long as all its steps take', () => {
    expect(steps.requestedMs({ n: 3, ms: 20 })).toBe(60);
  });
});
