import { describe, expect, it } from '@jest/globals';
import type { V1ContainerStatus, V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { TroubleWatch } from './trouble-watch.js';

const container = (state: Partial<V1ContainerStatus>) =>
  ({ name: 'threaded', restartCount: 0, ...state }) as V1ContainerStatus;
const pod = (status: V1PodStatus, uid = 'new'): V1Pod => ({ metadata: { name: 'lab-threaded-x', uid }, status });
const waiting = (reason: string, message?: string, more: Partial<V1ContainerStatus> = {}) =>
  pod({ containerStatuses: [container({ state: { waiting: { reason, message } }, ...more })] });
const unschedulable = pod({
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available' }],
});

describe('pods that do not become ready', () => {
  it('are given up at once where the kubelet has said why', () => {
    const watch = new TroubleWatch([]);
    expect(watch.troubleIn([waiting('ErrImagePull', 'not found')])).toBe(
      'Pod lab-threaded-x: ErrImagePull of threaded: not found.',
    );
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
    expect(watch.troubleIn([waiting('CrashLoopBackOff', '', { lastState, restartCount: 2 })])).toBe(
      'Pod lab-threaded-x: CrashLoopBackOff of threaded: it ended 2 times, at last with exit code 137 (OOMKilled).',
    );
  });

  it('are waited for as long as they may become ready', () => {
    const watch = new TroubleWatch([]);
    expect(watch.troubleIn([pod({}), waiting('ContainerCreating'), pod({ conditions: [] })])).toBeNull();
  });

  it('are given up after a minute without a node', () => {
    const watch = new TroubleWatch([]);
    expect(watch.troubleIn([unschedulable], 0)).toBeNull();
    expect(watch.troubleIn([unschedulable], 59_000)).toBeNull();
    expect(watch.troubleIn([unschedulable], 60_000)).toBe(
      'Pod lab-threaded-x cannot be scheduled: 0/1 nodes are available.',
    );
  });

  it('are left a moment to go, where they were there before', () => {
    const old = waiting('ImagePullBackOff');
    const watch = new TroubleWatch([old]);
    expect(watch.troubleIn([old], 0)).toBeNull();
    expect(watch.troubleIn([old], 3_000)).toMatch(/ImagePullBackOff/);
  });

  it('do not count once they were told to go', () => {
    const { status } = waiting('ErrImagePull');
    const pods: V1Pod[] = [{ metadata: { name: 'lab-threaded-x', deletionTimestamp: new Date() }, status }];
    expect(new TroubleWatch([]).troubleIn(pods)).toBeNull();
  });
});
