import { describe, expect, it } from '@jest/globals';
import { apart } from './apart.js';

describe('values moved apart', () => {
  it('stay where they are where there is room', () => {
    expect(apart([30, 10, 20], 10)).toEqual([30, 10, 20]);
  });

  it('keep their order and the gap where they lie on one another', () => {
    expect(apart([11, 10, 50, 10], 5)).toEqual([20, 10, 50, 15]);
  });
});
