import { describe, expect, it } from '@jest/globals';
import { workloadNamed } from '@fleetlab/workloads';
import type { Work } from '../../experiment/plan.js';
import { createCalls, createStalledCall } from './calls.js';

const TARGET = { path: '/async', query: { via: 'thread' } };
const SLEEP: Work = { kind: 'single', name: 'sleep', params: { ms: 20 } };
const MIXED: Work = { kind: 'single', name: 'mixed', params: { seed: 5, ms: 10, n: 100 } };
const MIX: Work = {
  kind: 'mix',
  parts: [
    { name: 'sleep', params: { ms: 1 }, weight: 3 },
    { name: 'noop', params: {}, weight: 1 },
  ],
};

describe('the calls of a load', () => {
  it('carry the parameters of the work and the choices of the model, and know the right answer', () => {
    expect(createCalls({ ...TARGET, work: SLEEP, seed: 1 })()).toEqual({
      path: '/async/sleep?via=thread&ms=20',
      expected: 20,
    });
    expect(
      createCalls({ path: '/async', query: {}, work: { kind: 'single', name: 'noop', params: {} }, seed: 1 })().path,
    ).toBe('/async/noop');
  });

  it('share a mix by weight', () => {
    const paths = draw(MIX, 1, 4_000);
    const sleeps = paths.filter((path) => path.includes('sleep')).length;
    expect(sleeps / paths.length).toBeCloseTo(0.75, 1);
  });

  it('come in the same order for the same seed', () => {
    expect(draw(MIX, 1)).toEqual(draw(MIX, 1));
    expect(draw(MIX, 1)).not.toEqual(draw(MIX, 2));
  });

  it('give mixed work many seeds, each with the answer to it', () => {
    const nextCall = createCalls({ ...TARGET, work: MIXED, seed: 1 });
    const calls = Array.from({ length: 100 }, nextCall);
    expect(new Set(calls.map(({ path }) => path)).size).toBeGreaterThan(30);
    for (const { path, expected } of calls) {
      const { seed, ms, n } = Object.fromEntries(new URL(path, 'http://localhost').searchParams);
      const params = { seed: Number(seed), ms: Number(ms), n: Number(n) };
      expect(params.seed).toBeGreaterThanOrEqual(5);
      expect(expected).toEqual(workloadNamed('mixed').answer(params));
    }
  });

  it('let one request stall with parameters of its own', () => {
    expect(createStalledCall({ ...TARGET, work: SLEEP }, { request: 5, params: { ms: 2000 } })).toEqual({
      path: '/async/sleep?via=thread&ms=2000',
      expected: 2000,
    });
  });
});

function draw(work: Work, seed: number, count = 50) {
  const nextCall = createCalls({ ...TARGET, work, seed });
  return Array.from({ length: count }, () => nextCall().path);
}
