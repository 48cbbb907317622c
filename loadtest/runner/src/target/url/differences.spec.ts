import { describe, expect, it } from '@jest/globals';
import { setting } from '../../../fixtures/simulated-run.js';
import { differences } from './differences.js';

describe('what a fleet is and the experiment is not', () => {
  it('is looked for in the settings that a model has', () => {
    expect(differences(setting('blocking', { workers: 2 }), { workers: 2 })).toEqual([]);
    expect(differences(setting('blocking', { workers: 2 }), { workers: 4 })).toEqual(['workers is 4 there']);
    expect(differences(setting('threaded', { threads: 4 }), { workers: 2, threads: 8 })).toEqual([
      'workers is 2 there',
      'threads is 8 there',
    ]);
  });

  it('is of async what its way of running needs', () => {
    const settings = { workers: 1, threads: 2, processes: 3, maxInFlight: null };
    expect(differences(setting('async'), settings)).toEqual([]);
    expect(differences(setting('async', { via: 'thread', threads: 2 }), settings)).toEqual([]);
    expect(differences(setting('async', { via: 'process', threads: 2 }), settings)).toEqual(['processes is 3 there']);
  });

  it('is of a queue the number of all its workers, and what each does at a time', () => {
    const settings = { workers: 4, concurrency: 8, threads: 2 };
    expect(differences(setting('queue', { replicas: 2, workers: 2, threads: 8 }), settings)).toEqual([]);
    expect(differences(setting('queue', { replicas: 1, workers: 2, threads: 2 }), settings)).toEqual([
      'workers is 4 there',
      'concurrency is 8 there',
    ]);
    expect(differences(setting('queue', { threads: 2 }), { workers: 1, concurrency: null })).toEqual([
      'concurrency is not told there',
    ]);
  });
});
