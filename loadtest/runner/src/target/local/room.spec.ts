import { describe, expect, it } from '@jest/globals';
import { processesOf, processesThatFit } from './room.js';

const SHAPE = { replicas: 2, workers: 1, threads: null };

describe('the room for services', () => {
  it('is half of the free memory at 130 MiB a process', () => {
    expect(processesThatFit(2600 * 2 ** 20)).toBe(10);
  });

  it('is taken by replicas, their workers and the primary before several of them', () => {
    expect(processesOf({ ...SHAPE, model: 'blocking' })).toBe(2);
    expect(processesOf({ ...SHAPE, model: 'threaded', workers: 4, threads: 16 })).toBe(10);
  });

  it('is taken by the child processes that async may start', () => {
    expect(processesOf({ ...SHAPE, model: 'async' })).toBe(2);
    expect(processesOf({ ...SHAPE, model: 'async', workers: 2, threads: 4 })).toBe(22);
  });

  it('is taken by one API and the workers of a queue', () => {
    expect(processesOf({ ...SHAPE, model: 'queue', workers: 3, threads: 4 })).toBe(7);
  });
});
