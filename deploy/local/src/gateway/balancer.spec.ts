import { describe, expect, it } from '@jest/globals';
import { Balancer } from './balancer.js';
import type { Replica } from './replica.js';

const NONE: ReadonlySet<Replica> = new Set();
const [A, B, C] = ['http://127.0.0.1:1', 'http://127.0.0.1:2', 'http://127.0.0.1:3'] as const;

function balance(...origins: string[]): Balancer {
  const balancer = new Balancer();
  balancer.update(origins);
  return balancer;
}

describe('Balancer', () => {
  it('takes the replicas in turn', () => {
    const balancer = balance(A, B, C);
    expect(Array.from({ length: 7 }, () => balancer.take(NONE)?.origin)).toEqual([A, B, C, A, B, C, A]);
  });

  it('has nothing to give where no replica is ready', () => {
    expect(balance().take(NONE)).toBeUndefined();
  });

  it('passes over those that were tried', () => {
    const balancer = balance(A, B);
    const first = balancer.take(NONE)!;
    const second = balancer.take(new Set([first]))!;
    expect(second.origin).toBe(B);
    expect(balancer.take(new Set([first, second]))).toBeUndefined();
  });

  it('keeps the connections of a replica that stays', () => {
    const balancer = balance(A, B);
    const before = balancer.take(NONE);
    balancer.update([A, C]);
    const after = [balancer.take(NONE), balancer.take(NONE)];
    expect(after.map((replica) => replica?.origin).sort()).toEqual([A, C]);
    expect(after).toContain(before);
  });
});
