import { expect, it } from '@jest/globals';
import type { Load } from '../experiment/plan.js';
import { loadLabel, seriesLabel, shapeInWords, shapeLabel, workloadLabel } from './label.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const shape = { model: 'threaded', via: null, replicas: 1, workers: 2, threads: 4 } as const;

it('a setting is its model and every factor that is more than one', () => {
  expect(shapeLabel(shape)).toBe('threaded · 2 workers x 4 threads');
  expect(shapeInWords(shape)).toBe('threaded (2 workers x 4 threads)');
  expect(shapeInWords({ ...shape, model: 'blocking', workers: 1, threads: null })).toBe('blocking');
  expect(shapeInWords({ ...shape, replicas: 3, workers: 1, threads: 1 })).toBe('threaded (3 replicas x 1 thread)');
});

it('a via other than the usual one is part of the name', () => {
  expect(seriesLabel({ model: 'async', via: 'loop' })).toBe('async');
  expect(seriesLabel({ model: 'async', via: 'thread' })).toBe('async via thread');
});

it('a CPU limit is part of the name', () => {
  expect(shapeLabel({ ...shape, cpuMillis: 300 })).toBe('threaded at 300m CPU · 2 workers x 4 threads');
});

it('a workload has its parameters in their units', () => {
  expect(workloadLabel({ workload: 'sleep', params: { ms: 20 } })).toBe('sleep 20 ms');
  expect(plain(workloadLabel({ workload: 'compute', params: { n: 300_000 } }))).toBe('compute n=300 000');
  const parts = [
    { name: 'steps', params: { n: 5, ms: 1000 }, weight: 3 },
    { name: 'memory', params: { mib: 8 }, weight: 1 },
  ];
  expect(workloadLabel({ workload: 'mix', params: { parts } })).toBe('mix of 3 steps n=5 1 s and 1 memory 8 MiB');
});

it.each<[Load, string]>([
  [{ kind: 'closed', concurrency: 16, thinkTimeMs: null }, '16 clients'],
  [
    { kind: 'closed', concurrency: { perSlot: 4 }, thinkTimeMs: { min: 1000, max: 5000 } },
    '4 clients a slot, thinking 1 s to 5 s',
  ],
  [{ kind: 'open', ratePerSecond: 200, arrivals: 'uniform' }, '200 requests/s'],
  [{ kind: 'open', ratePerSecond: 200, arrivals: 'poisson' }, '200 requests/s at random'],
  [{ kind: 'burst', requests: 10, stalled: null }, '10 requests at once'],
  [
    { kind: 'burst', requests: 10, stalled: { request: 5, params: { ms: 3000 } } },
    '10 requests at once, number 5 stalling',
  ],
])('a load is told in words: %#', (load, label) => {
  expect(loadLabel(load)).toBe(label);
});
