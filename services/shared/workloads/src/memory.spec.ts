import { describe, expect, it } from '@jest/globals';
import { memory } from './memory.js';

describe('memory', () => {
  it.each([1, 2, 8, 32])('of %i MiB answers the same checksum each time, and never zero', (mib) => {
    const context = {} as never;
    const checksum = memory.blocking({ mib }, context);
    expect(checksum).toBeGreaterThan(0);
    expect(memory.blocking({ mib }, context)).toBe(checksum);
    expect(memory.answer({ mib })).toBe(checksum);
  });

  it('answers another checksum for another size', () => {
    const checksums = [1, 2, 3, 4, 5, 6, 7, 8].map((mib) => memory.answer({ mib }));
    expect(new Set(checksums).size).toBe(8);
  });
});
