import { describe, expect, it } from '@jest/globals';
import { executeBlocking, executeInSlot, executeOnLoop } from './execution.js';
import { workloadNamed } from './registry.js';
import type { WorkloadContext } from './workload.js';

const context: WorkloadContext = {
  upstream: {
    delay: (ms) => Promise.resolve(ms),
    delayBlocking: () => {
      throw new Error('held');
    },
  },
};

describe('an execution', () => {
  it('starts before it ends and says where it ran', () => {
    const { startedAt, finishedAt, pid, threadId } = executeBlocking(workloadNamed('sleep'), { ms: 5 }, context);
    expect(finishedAt - startedAt).toBeGreaterThanOrEqual(5);
    expect({ pid, threadId }).toEqual({ pid: process.pid, threadId: 0 });
  });

  it.each(['compute', 'memory', 'factorial', 'mixed'])('measures the CPU time of %s', (name) => {
    const workload = workloadNamed(name);
    const params = workload.params.parse(name === 'mixed' ? { ms: 1, n: 100 } : {});
    expect(executeBlocking(workload, params, context).cpuMs).toBeGreaterThanOrEqual(0);
  });

  it.each(['sleep', 'steps', 'noop'])('leaves out the CPU time of %s, which needs none', async (name) => {
    const params = { ms: 1, n: 1 };
    expect((await executeOnLoop(workloadNamed(name), params, context)).cpuMs).toBeNull();
  });

  it('leaves out the CPU time of a run that gave the thread back, for others ran on it meanwhile', async () => {
    const params = { seed: 1, ms: 1, n: 100 };
    for (const form of ['nonBlocking', 'sliced'] as const) {
      expect((await executeOnLoop(workloadNamed('mixed'), params, context, form)).cpuMs).toBeNull();
    }
  });

  it('awaits a call to the upstream where only the slot must be held', async () => {
    expect((await executeInSlot(workloadNamed('request'), { ms: 5 }, context)).result).toBe(5);
  });

  it('holds the thread for any other work in a slot', () => {
    expect(executeInSlot(workloadNamed('sleep'), { ms: 1 }, context)).toMatchObject({ result: 1 });
  });
});
