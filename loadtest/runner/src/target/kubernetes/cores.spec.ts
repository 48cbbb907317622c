import { describe, expect, it } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import type { ModelDescription } from '../model-description.js';
import { Cores } from './cores.js';

const seen = (availableCores: number, limitCores: number | null = null) =>
  ({ cpu: { availableCores, limitCores } }) as ModelDescription;
const pod = (nodeName: string, cpu?: string): V1Pod => ({
  spec: { nodeName, containers: [{ name: 'threaded', resources: { limits: cpu === undefined ? {} : { cpu } } }] },
});

describe('the cores of pods', () => {
  it('are those of their nodes, however many pods there are', () => {
    expect(new Cores().ofPods([pod('a'), pod('a'), pod('b')], seen(2))).toBe(4);
  });

  it('are what their CPU limits add up to, as far as the node has it', () => {
    const cores = new Cores();
    cores.learn(seen(2));
    expect(cores.ofPods([pod('a', '300m'), pod('a', '300m')], seen(1, 0.3))).toBeCloseTo(0.6);
    expect(cores.ofPods([pod('a', '1'), pod('a', '1'), pod('a', '1')], seen(1, 1))).toBe(2);
    expect(cores.ofNode).toBe(2);
  });

  it('of a node are not known as long as every pod has a limit', () => {
    const cores = new Cores();
    expect(cores.ofPods([pod('a', '0.5')], seen(1, 0.5))).toBe(0.5);
    expect(cores.ofNode).toBeNull();
  });

  it('of a release are the most that the pods of one shape could use, whether limits or nodes bound them', () => {
    const limited = new Cores();
    expect(limited.most).toBeNull();
    limited.ofPods([pod('a', '500m'), pod('a', '500m'), pod('b', '500m')], seen(1, 0.5));
    limited.ofPods([pod('a', '500m')], seen(1, 0.5));
    expect(limited.most).toBe(1.5);
    const free = new Cores();
    free.learn(seen(2));
    expect(free.most).toBe(2);
    free.ofPods([pod('a'), pod('b')], seen(2));
    expect(free.most).toBe(4);
  });
});
