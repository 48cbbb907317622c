import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import * as names from './names.js';
import { createProcessRegistry } from './registry.js';

describe('the names of the families', () => {
  it('has those that the library registers for a process, all of them and no other', () => {
    const { NODE_FAMILIES, CPU_LIMIT, CPU_PERIODS, CPU_THROTTLED_PERIODS, CPU_THROTTLED_SECONDS } = names;
    const ofGroup: string[] = [CPU_LIMIT, CPU_PERIODS, CPU_THROTTLED_PERIODS, CPU_THROTTLED_SECONDS];
    const registered = createProcessRegistry().getMetricsAsArray();
    expect(registered.map(({ name }) => name).filter((name) => !ofGroup.includes(name))).toEqual([...NODE_FAMILIES]);
  });

  it('can be had without loading anything', () => {
    expect(readFileSync(new URL('./names.ts', import.meta.url), 'utf8')).not.toMatch(/^(import|export .* from)\b/m);
  });
});
