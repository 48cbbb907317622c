import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from '@jest/globals';
import { unschedulable } from '../../../kubernetes/pod-trouble.js';
import { endOf, hasStarted, troubleOfK6 } from './pod-state.js';

function podWith(state: V1ContainerState, changed: Partial<V1Pod> = {}): V1Pod {
  const container = { name: 'k6', image: '', imageID: '', ready: false, restartCount: 0, state };
  return { metadata: { name: 'a' }, status: { phase: 'Pending', containerStatuses: [container] }, ...changed };
}

describe('a pod of k6', () => {
  it('has started once k6 runs, or has run', () => {
    expect(hasStarted(podWith({ waiting: { reason: 'ContainerCreating' } }))).toBe(false);
    expect(hasStarted(podWith({ running: {} }))).toBe(true);
    expect(hasStarted(podWith({ terminated: { exitCode: 0 } }))).toBe(true);
  });

  it('has ended as k6 has', () => {
    expect(endOf(podWith({ running: {} }))).toBeUndefined();
    expect(endOf(podWith({ terminated: { exitCode: 137, reason: 'OOMKilled' } }))).toEqual({
      exitCode: 137,
      reason: 'OOMKilled',
    });
  });

  it('that cannot have its image says so in the words of the kubelet', () => {
    const pod = podWith({ waiting: { reason: 'ErrImagePull', message: 'not found' } });
    expect(troubleOfK6(pod)).toBe('pod a: ErrImagePull of k6: not found');
    expect(troubleOfK6(podWith({ waiting: { reason: 'ContainerCreating' } }))).toBeNull();
  });

  it('that is deleted or evicted says that', () => {
    const deleted = podWith({ running: {} }, { metadata: { name: 'a', deletionTimestamp: new Date() } });
    expect(troubleOfK6(deleted)).toBe('pod a was deleted');
    const evicted = {
      metadata: { name: 'a' },
      status: { phase: 'Failed', reason: 'Evicted', message: 'disk is full' },
    };
    expect(troubleOfK6(evicted)).toBe('pod a failed: disk is full');
  });

  it('without a node says why in the words of the scheduler', () => {
    const conditions = [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes: too little cpu' },
    ];
    expect(unschedulable({ metadata: { name: 'a' }, status: { conditions } })).toBe(
      'pod a cannot be scheduled: 0/1 nodes: too little cpu',
    );
    expect(unschedulable({ metadata: { name: 'a' }, status: {} })).toBeNull();
  });
});
